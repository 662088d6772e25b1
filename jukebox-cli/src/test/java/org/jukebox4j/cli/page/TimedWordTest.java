package org.jukebox4j.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.jukebox4j.prior.lyrics.LyricsAlignment;
import org.jukebox4j.prior.lyrics.LyricsAlignment.WindowAttention;
import org.junit.jupiter.api.Test;

final class TimedWordTest {
  /** Attention of one to the character that each step names, in steps of half a second. */
  private static AttentionSteps looking(String lyrics, int... characters) {
    float[][] weights = new float[characters.length][lyrics.length()];
    for (int step = 0; step < characters.length; step++) {
      weights[step][characters[step]] = 1;
    }
    return new AttentionSteps(0.5, weights);
  }

  private static List<Double> starts(String lyrics, AttentionSteps steps) {
    return TimedWord.of(lyrics, steps).stream()
        .map(TimedWord::seconds)
        .map(seconds -> seconds.orElse(-1))
        .toList();
  }

  @Test
  void wordsAreSeparatedByAnyWhiteSpace() {
    assertThat(TimedWord.split(" sing, \n a  song"))
        .containsExactly(
            new TimedWord(1, 6, OptionalDouble.empty()),
            new TimedWord(9, 10, OptionalDouble.empty()),
            new TimedWord(12, 16, OptionalDouble.empty()));
    assertThat(TimedWord.split(" \n")).isEmpty();
  }

  @Test
  void aWordBeginsWhenTheAttentionReachesIt() {
    String lyrics = "oh my song";
    assertThat(starts(lyrics, looking(lyrics, 0, 1, 3, 6, 7, 9))).containsExactly(0.0, 1.0, 1.5);
  }

  @Test
  void aGlanceBackDoesNotTakeTheSongBack() {
    String lyrics = "oh my song";
    assertThat(starts(lyrics, looking(lyrics, 0, 3, 4, 0, 4, 7, 7))).containsExactly(0.0, 0.5, 2.5);
  }

  @Test
  void aGlanceAheadDoesNotTakeTheSongAhead() {
    String lyrics = "oh my song";
    assertThat(starts(lyrics, looking(lyrics, 0, 7, 0, 3, 3, 7, 7))).containsExactly(0.0, 1.5, 2.5);
  }

  @Test
  void wordsThatTheSongDoesNotReachHaveNoTime() {
    String lyrics = "oh my song";
    assertThat(starts(lyrics, looking(lyrics, 0, 0, 3))).containsExactly(0.0, 1.0, -1.0);
  }

  @Test
  void aPieceFromTheMiddleBeginsInTheMiddle() {
    String lyrics = "oh my song";
    assertThat(starts(lyrics, looking(lyrics, 3, 3, 6))).containsExactly(0.0, 0.0, 1.0);
  }

  @Test
  void attentionIsAveragedOverTheCodesOfAStepAndEndsWithTheSong() {
    float[] weights = {
      1, 0, //
      0, 1, //
      1, 0, //
      1, 0, //
      0, 1
    };
    LyricsAlignment alignment =
        LyricsAlignment.of(5, 2, List.of(new WindowAttention(0, new int[] {0, 1}, weights)));

    AttentionSteps steps = AttentionSteps.of(alignment, 0.05, 0.15);

    assertThat(steps.seconds()).isEqualTo(0.1);
    assertThat(steps.weights()).isDeepEqualTo(new float[][] {{0.5f, 0.5f}, {1, 0}});
  }

  @Test
  void theBrightestCharactersOfEachStepGlow() {
    float[] even = new float[12];
    Arrays.fill(even, 0.09f);
    float[] one = new float[12];
    one[11] = 0.18f;
    one[2] = 0.009f; // 1 of 20 of the brightest: too faint
    float[] nothing = new float[12];

    assertThat(Glow.of(new AttentionSteps(0.1, new float[][] {one, nothing, even})))
        .isEqualTo("11:9;;0:5,1:5,2:5,3:5,4:5,5:5,6:5,7:5");
    assertThat(Glow.of(new AttentionSteps(0.1, new float[][] {nothing}))).isEmpty();
  }
}
