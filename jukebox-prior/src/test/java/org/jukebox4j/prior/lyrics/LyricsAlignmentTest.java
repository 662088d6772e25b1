package org.jukebox4j.prior.lyrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jukebox4j.prior.lyrics.LyricsAlignment.WindowAttention;
import org.junit.jupiter.api.Test;

final class LyricsAlignmentTest {
  @Test
  void theEarlierWindowCountsForTheCharactersThatItSees() {
    WindowAttention early =
        new WindowAttention(0, new int[] {0, 1}, new float[] {.1f, .2f, .3f, .4f});
    WindowAttention late =
        new WindowAttention(1, new int[] {1, 2}, new float[] {.5f, .6f, .7f, .8f});
    float[] expected = {
      .1f, .2f, 0, //
      .3f, .4f, .6f, //
      0, .7f, .8f
    };
    assertThat(LyricsAlignment.of(3, 3, List.of(early, late)).toArray()).isEqualTo(expected);
    assertThat(LyricsAlignment.of(3, 3, List.of(late, early)).toArray()).isEqualTo(expected);
  }

  @Test
  void attentionToPaddingIsDropped() {
    WindowAttention window = new WindowAttention(0, new int[] {-1, 0}, new float[] {.9f, .1f});
    LyricsAlignment alignment = LyricsAlignment.of(1, 1, List.of(window));
    assertThat(alignment.weight(0, 0)).isEqualTo(.1f);
  }

  @Test
  void whatAShortPieceIsFilledUpWithIsDropped() {
    WindowAttention window = new WindowAttention(0, new int[] {0}, new float[] {.1f, .2f, .3f});
    assertThat(LyricsAlignment.of(2, 1, List.of(window)).toArray()).containsExactly(.1f, .2f);
  }

  @Test
  void wrongShapesAreNamed() {
    assertThatThrownBy(() -> new WindowAttention(0, new int[2], new float[3]))
        .hasMessage("weights must be rows of 2 lyrics tokens, but there were 3 weights");
    WindowAttention beyond = new WindowAttention(0, new int[] {4}, new float[1]);
    assertThatThrownBy(() -> LyricsAlignment.of(1, 4, List.of(beyond)))
        .hasMessage("indices must be less than the 4 characters of the lyrics, but one was 4");
  }
}
