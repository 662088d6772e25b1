package org.jukebox4j.sampling.level;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.prior.LabelVector;
import org.jukebox4j.prior.WindowConditioning;
import org.jukebox4j.prior.WindowDecoder;
import org.jukebox4j.sampling.fake.MixingPrior;
import org.jukebox4j.sampling.model.LevelShape;
import org.junit.jupiter.api.Test;

final class GuidedWindowDecoderTest {
  private static final MixingPrior PRIOR =
      new MixingPrior(Level.TOP, new LevelShape(8, 16, 0, 5, 2, Optional.empty()), threads -> {});

  private static WindowConditioning conditioning(int artist, int genre, int... lyrics) {
    LabelVector labels = new LabelVector(1000, 10, 128, artist, new int[] {genre, -1}, lyrics);
    return new WindowConditioning(1, List.of(), List.of(labels));
  }

  /** Of an open decoder, after two codes. */
  private static float[] logits(WindowDecoder decoder) {
    try (decoder) {
      decoder.append(List.of(new int[] {3}), 1);
      decoder.appendDrawn(new int[] {4});
      assertThat(decoder.position()).isEqualTo(2);
      return decoder.logits().clone();
    }
  }

  @Test
  void theDifferenceThatLabelsMakeIsExaggerated() {
    float[] told = logits(PRIOR.open(conditioning(2, 1, 7, 8)));
    float[] notTold = logits(PRIOR.open(conditioning(0, 0, 0, 0)));

    float[] guided = logits(GuidedWindowDecoder.open(PRIOR, conditioning(2, 1, 7, 8), 1.5));

    for (int code = 0; code < guided.length; code++) {
      float expected = told[code] + 1.5f * (told[code] - notTold[code]);
      assertThat(guided[code]).as("code " + code).isCloseTo(expected, within(1e-6f));
    }
    assertThat(told).isNotEqualTo(notTold);
  }

  @Test
  void everyItemOfABatchIsGuidedByItself() {
    LabelVector one = conditioning(2, 1, 7, 8).labels().get(0);
    LabelVector other = conditioning(1, 2, 3, 4).labels().get(0);
    WindowConditioning batch = new WindowConditioning(2, List.of(), List.of(one, other));
    try (WindowDecoder decoder = GuidedWindowDecoder.open(PRIOR, batch, 1.5)) {
      assertThat(decoder.items()).isEqualTo(2);
      decoder.append(List.of(new int[] {3}, new int[] {3}), 1);
      decoder.append(new int[] {4, 4});
      int size = decoder.vocabularySize();
      assertThat(Arrays.copyOf(decoder.logits(), size))
          .isEqualTo(logits(GuidedWindowDecoder.open(PRIOR, conditioning(2, 1, 7, 8), 1.5)));
      assertThat(Arrays.copyOfRange(decoder.logits(), size, 2 * size))
          .isEqualTo(logits(GuidedWindowDecoder.open(PRIOR, conditioning(1, 2, 3, 4), 1.5)));
    }
  }

  @Test
  void withoutLabelsGuidanceChangesNothing() {
    float[] plain = logits(PRIOR.open(conditioning(0, 0, 0, 0)));

    assertThat(logits(GuidedWindowDecoder.open(PRIOR, conditioning(0, 0, 0, 0), 3)))
        .isEqualTo(plain);
  }
}
