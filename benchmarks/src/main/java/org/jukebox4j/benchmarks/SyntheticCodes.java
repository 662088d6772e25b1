package org.jukebox4j.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * 20 s of codes that behave like those of music: four chords of three notes in turns, each held for
 * some codes and disturbed by noise, which has to be learnt by heart. No codec is needed for them.
 *
 * @param codebookSize number of different codes
 */
record SyntheticCodes(int codebookSize) {
  /** 20 s at 22,050 Hz, 128 samples for each code. */
  private static final int LENGTH = 20 * 22_050 / 128;

  private static final int NOTE_LENGTH = 43;
  private static final int CHORD_LENGTH = 4 * NOTE_LENGTH;
  private static final int CHORDS = 4;
  private static final int NOISE = 8;

  int[] codes() {
    int[] codes = new int[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      int chord = i / CHORD_LENGTH % CHORDS;
      int note = i / NOTE_LENGTH % 3;
      int timbre = i % NOTE_LENGTH;
      int noise = (i * 0x9e3779b9 ^ i * 0x85ebca6b >>> 13) >>> 29; // 0 to NOISE - 1
      codes[i] = ((chord * 3 + note) * NOTE_LENGTH + timbre) * NOISE + noise;
      codes[i] = codes[i] * 31 % codebookSize;
    }
    return codes;
  }

  /** Windows that cover the codes, the last one ending with them; an even number of them. */
  List<int[]> windows(int context) {
    int[] codes = codes();
    int count = (LENGTH + context - 1) / context;
    count += count % 2;
    List<int[]> windows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int from = Math.min(i * context, LENGTH - context);
      windows.add(Arrays.copyOfRange(codes, from, from + context));
    }
    return windows;
  }
}
