package org.jukebox4j.corpus.evaluation;

import java.util.List;
import java.util.Optional;
import org.jukebox4j.corpus.CorpusSong;
import org.jukebox4j.corpus.feature.Heard;
import org.jukebox4j.corpus.feature.KeyFit;
import org.jukebox4j.corpus.feature.Rhythm;
import org.jukebox4j.corpus.lyrics.Vowel;
import org.jukebox4j.corpus.score.SungSyllable;

/** Measures a recording against the song of the corpus that was asked for. */
final class SongMeter {
  static final double SLOWEST = 60;
  static final double FASTEST = 160;

  /** A vowel counts if it is heard in most frames this far around, which a passing one is not. */
  private static final int STEADY = 3;

  /** What is left out at both ends of a vowel, where the tongue moves, in seconds. */
  private static final double EDGE = 0.03;

  private final CorpusJudge judge;

  SongMeter(CorpusJudge judge) {
    this.judge = judge;
  }

  SongMeasures measure(Heard heard, CorpusSong asked, SungText text, Optional<Double> alignment) {
    return new SongMeasures(
        new Verdict<>(asked.artist(), judge.artist(heard)),
        new Verdict<>(asked.genre(), judge.genre(heard)),
        vowelMatch(heard, vowels(asked), text),
        alignment,
        asked.genre().tempoError(Rhythm.of(heard).tempo(SLOWEST, FASTEST)),
        KeyFit.inKey(heard.chroma(), asked.genre().mode()),
        EndingDetector.ends(heard),
        CorpusJudge.style(heard));
  }

  /** The vowels of the lyrics, syllable by syllable. */
  static List<Vowel> vowels(CorpusSong song) {
    return song.score().sung().stream().map(sung -> sung.syllable().vowel()).toList();
  }

  /** Share of the frames with a vowel, while somebody sings, that have the right one. */
  Optional<Double> vowelMatch(Heard heard, List<Vowel> lyrics, SungText text) {
    int[] vowels = judge.vowels(heard);
    int voiced = 0;
    int right = 0;
    for (int frame = STEADY; frame < vowels.length - STEADY; frame++) {
      int syllable = text.syllableAt(Heard.seconds(frame));
      if (syllable >= 0 && syllable < lyrics.size() && isSteady(vowels, frame)) {
        voiced++;
        right += vowels[frame] == lyrics.get(syllable).ordinal() ? 1 : 0;
      }
    }
    return voiced == 0 ? Optional.empty() : Optional.of((double) right / voiced);
  }

  /** Share of the frames within a sung vowel whose vowel is still told right. */
  double vowelsKept(Heard heard, CorpusSong song) {
    int sung = 0;
    int right = 0;
    for (SungSyllable syllable : song.score().sung()) {
      int from = frame(syllable.vowelStart() + EDGE);
      int to = Math.min(frame(syllable.end() - EDGE), heard.frames());
      for (int frame = from; frame < to; frame++) {
        sung++;
        right += judge.vowel(heard, frame) == syllable.syllable().vowel() ? 1 : 0;
      }
    }
    return (double) right / Math.max(1, sung);
  }

  private static int frame(double seconds) {
    return (int) Math.ceil(seconds * Heard.RATE.hertz() / Heard.HOP);
  }

  private static boolean isSteady(int[] vowels, int frame) {
    if (vowels[frame] == CorpusJudge.NO_VOWEL) {
      return false;
    }
    int same = 0;
    for (int near = frame - STEADY; near <= frame + STEADY; near++) {
      same += vowels[near] == vowels[frame] ? 1 : 0;
    }
    return same > STEADY;
  }
}
