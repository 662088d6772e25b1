package org.jukebox4j.sampling.level;

import java.util.Arrays;
import java.util.List;

/** The codes of one level while it is sampled: room for all of them, and how many are finished. */
final class CodeBuffer {
  private final int[][] codes;
  private int finished;

  /** Room for {@code capacity} codes of every item, holding what is known already. */
  CodeBuffer(List<int[]> known, int capacity) {
    finished = known.get(0).length;
    codes = new int[known.size()][];
    for (int item = 0; item < codes.length; item++) {
      codes[item] = Arrays.copyOf(known.get(item), Math.max(capacity, finished));
    }
  }

  int items() {
    return codes.length;
  }

  int finished() {
    return finished;
  }

  void put(int item, int position, int code) {
    codes[item][position] = code;
  }

  void finish(int end) {
    finished = end;
  }

  int[] slice(int item, int from, int to) {
    return Arrays.copyOfRange(codes[item], from, to);
  }

  List<int[]> finishedCodes() {
    return Arrays.stream(codes).map(item -> Arrays.copyOf(item, finished)).toList();
  }
}
