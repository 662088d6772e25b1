package org.jukebox4j.sampling.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CategoricalTest {
  private static final float[] LOGITS = {
    (float) Math.log(0.2), (float) Math.log(0.5), Float.NEGATIVE_INFINITY, (float) Math.log(0.3)
  };

  private static int drawn(double uniform, float... logits) {
    return new Categorical((item, position) -> uniform).choose(logits, 0, logits.length, 0, 0);
  }

  @Test
  void theCumulativeDistributionIsInverted() {
    assertThat(drawn(0, LOGITS)).isEqualTo(0);
    assertThat(drawn(0.19, LOGITS)).isEqualTo(0);
    assertThat(drawn(0.21, LOGITS)).isEqualTo(1);
    assertThat(drawn(0.69, LOGITS)).isEqualTo(1);
    assertThat(drawn(0.71, LOGITS)).isEqualTo(3);
    assertThat(drawn(Math.nextDown(1.0), LOGITS)).isEqualTo(3);
  }

  @Test
  void aRemovedEntryIsNeverDrawn() {
    assertThat(drawn(0, Float.NEGATIVE_INFINITY, 3f)).isEqualTo(1);
  }

  @Test
  void frequenciesFollowTheProbabilities() {
    SplittableRandom random = new SplittableRandom(1);
    Categorical categorical = new Categorical((item, position) -> random.nextDouble());
    int[] counts = new int[4];
    for (int i = 0; i < 20_000; i++) {
      counts[categorical.choose(LOGITS, 0, 4, 0, i)]++;
    }
    assertThat(counts[0] / 20_000.0).isBetween(0.19, 0.21);
    assertThat(counts[1] / 20_000.0).isBetween(0.49, 0.51);
    assertThat(counts[2]).isZero();
    assertThat(counts[3] / 20_000.0).isBetween(0.29, 0.31);
  }

  @Test
  void logitsThatAreNotNumbersAreNamed() {
    assertThatThrownBy(() -> drawn(0.5, Float.NaN, Float.NaN))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the prior gave logits that are not numbers for sample 0, code 0;"
                + " its weights are damaged or hold infinities");
    assertThatThrownBy(() -> drawn(0.5, 1f, Float.NaN)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> drawn(0.5, 1f, Float.POSITIVE_INFINITY))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void filtersSeeACopyOfOneItem() {
    float[] batch = {9f, 9f, 9f, 1f, 2f, 3f};
    TokenSampler sampler =
        new FilteredSampler(
            List.of(new Temperature(0.5), new TopK(1)),
            (logits, from, size, item, position) -> {
              assertThat(logits).startsWith(Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY, 6f);
              assertThat(item).isEqualTo(7);
              assertThat(position).isEqualTo(11);
              return 2;
            });
    assertThat(sampler.choose(batch, 3, 3, 7, 11)).isEqualTo(2);
    assertThat(batch).containsExactly(9f, 9f, 9f, 1f, 2f, 3f);
  }
}
