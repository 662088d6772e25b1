package org.jukebox4j.prior.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.jukebox4j.prior.LabelVector;
import org.junit.jupiter.api.Test;

final class LabelDropoutTest {
  private static final LabelVector LABELS =
      new LabelVector(9000, 100, 200, 3, new int[] {5, -1}, new int[] {7, 8, 9});

  @Test
  void artistGenreAndLyricsAreHiddenEachForItself() {
    LabelDropout dropout = new LabelDropout(0.2, 1);
    int windows = 20_000;
    int[] hidden = new int[4];
    for (long position = 0; position < windows; position++) {
      LabelVector left = dropout.apply(LABELS, position);
      assertThat(left.totalLength()).isEqualTo(9000);
      boolean artist = left.artist() == 0;
      boolean genre = left.genres()[0] == 0;
      boolean lyrics = left.lyrics()[0] == 0;
      assertThat(left.artist()).isEqualTo(artist ? 0 : 3);
      assertThat(left.genres()).containsExactly(genre ? 0 : 5, -1);
      assertThat(left.lyrics()).containsExactly(lyrics ? new int[3] : new int[] {7, 8, 9});
      hidden[0] += artist ? 1 : 0;
      hidden[1] += genre ? 1 : 0;
      hidden[2] += lyrics ? 1 : 0;
      hidden[3] += artist && genre && lyrics ? 1 : 0;
    }
    for (int i = 0; i < 3; i++) {
      assertThat((double) hidden[i] / windows).isCloseTo(0.2, within(0.01));
    }
    assertThat((double) hidden[3] / windows).isCloseTo(0.008, within(0.003));
  }

  @Test
  void theSameWindowIsToldTheSameAndWithoutDropoutEverything() {
    assertThat(new LabelDropout(0.5, 4).apply(LABELS, 11))
        .isEqualTo(new LabelDropout(0.5, 4).apply(LABELS, 11));
    for (long position = 0; position < 100; position++) {
      assertThat(new LabelDropout(0, 4).apply(LABELS, position)).isEqualTo(LABELS);
    }
  }
}
