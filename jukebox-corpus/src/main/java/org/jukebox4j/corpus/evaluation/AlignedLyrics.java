package org.jukebox4j.corpus.evaluation;

import java.util.Arrays;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.jukebox4j.corpus.CorpusSong;
import org.jukebox4j.corpus.lyrics.Syllable;
import org.jukebox4j.prior.lyrics.LyricsAlignment;

/** Where in the lyrics a model believes to be: the character that each code attends to most. */
final class AlignedLyrics implements SungText {
  /** Attention is averaged over this time before and after a code, in seconds. */
  private static final double AROUND = 0.1;

  /** A syllable and the space or end of line after it. */
  private static final int STRIDE = Syllable.CHARACTERS + 1;

  private final int[] characters;
  private final double secondsPerCode;

  AlignedLyrics(LyricsAlignment alignment, double secondsPerCode) {
    this.secondsPerCode = secondsPerCode;
    this.characters = new int[alignment.codes()];
    int around = (int) Math.round(AROUND / secondsPerCode);
    for (int code = 0; code < characters.length; code++) {
      characters[code] = mostAttended(alignment, code - around, code + around);
    }
  }

  private static int mostAttended(LyricsAlignment alignment, int from, int to) {
    int best = 0;
    double most = -1;
    for (int character = 0; character < alignment.characters(); character++) {
      double sum = 0;
      for (int code = Math.max(0, from); code <= Math.min(to, alignment.codes() - 1); code++) {
        sum += alignment.weight(code, character);
      }
      if (sum > most) {
        most = sum;
        best = character;
      }
    }
    return best;
  }

  @Override
  public int syllableAt(double seconds) {
    int code = (int) (seconds / secondsPerCode);
    return code < characters.length ? characters[code] / STRIDE : -1;
  }

  /**
   * Compares with where the song is, over all codes that fall on a syllable of it.
   *
   * @return Pearson's correlation of the characters, 0 if the attention does not move
   */
  double correlation(CorpusSong song) {
    int count = 0;
    double[] attended = new double[characters.length];
    double[] sung = new double[characters.length];
    double[] starts = song.characterStarts();
    for (int code = 0; code < characters.length; code++) {
      double seconds = (code + 0.5) * secondsPerCode;
      int syllable = song.syllableAt(seconds);
      if (syllable >= 0) {
        int character = syllable * STRIDE;
        attended[count] = characters[code];
        sung[count++] = character + (seconds >= starts[character + 1] ? 1 : 0);
      }
    }
    if (count < 2) {
      return 0;
    }
    double correlation =
        new PearsonsCorrelation()
            .correlation(Arrays.copyOf(attended, count), Arrays.copyOf(sung, count));
    return Double.isNaN(correlation) ? 0 : correlation;
  }
}
