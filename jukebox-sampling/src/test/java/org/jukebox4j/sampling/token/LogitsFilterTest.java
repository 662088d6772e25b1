package org.jukebox4j.sampling.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LogitsFilterTest {
  private static final float GONE = Float.NEGATIVE_INFINITY;

  private static float[] filtered(LogitsFilter filter, float... logits) {
    filter.apply(logits, logits.length, new float[logits.length]);
    return logits;
  }

  private static float log(double probability) {
    return (float) Math.log(probability);
  }

  @Test
  void temperatureDividesTheLogits() {
    assertThat(filtered(new Temperature(0.5), 1f, -2f, 0f)).containsExactly(2f, -4f, 0f);
  }

  @Test
  void topKKeepsTiesOfTheLastOneKept() {
    assertThat(filtered(new TopK(2), 1f, 3f, 2f, 2f)).containsExactly(GONE, 3f, 2f, 2f);
    assertThat(filtered(new TopK(9), 1f, 3f)).containsExactly(1f, 3f);
  }

  @Test
  void topPRemovesWhatComesAfterTheProbabilityIsExceeded() {
    float[] logits = {log(0.1), log(0.5), log(0.15), log(0.25)};
    // Likelier ones before: 0, 0.5, 0.75, 0.9.
    assertThat(filtered(new TopP(0.6), logits.clone()))
        .containsExactly(GONE, logits[1], GONE, logits[3]);
    assertThat(filtered(new TopP(0.8), logits.clone()))
        .containsExactly(GONE, logits[1], logits[2], logits[3]);
    assertThat(filtered(new TopP(0.01), logits.clone()))
        .containsExactly(GONE, logits[1], GONE, GONE);
    assertThat(filtered(new TopP(1), logits.clone())).containsExactly(logits);
  }

  @Test
  void topPKeepsTheEarlierOfEqualEntries() {
    assertThat(filtered(new TopP(0.3), 0f, 0f, 0f, 0f)).containsExactly(0f, 0f, GONE, GONE);
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new Temperature(0))
        .hasMessage(
            "temperature must be a number greater than 0, but was 0.0;"
                + " for the likeliest code every time set top-k to 1");
    assertThatThrownBy(() -> new Temperature(Double.NaN)).hasMessageContaining("was NaN");
    assertThatThrownBy(() -> new TopK(0)).hasMessageContaining("top-k must be at least 1");
    assertThatThrownBy(() -> new TopP(1.1)).hasMessageContaining("at most 1, but was 1.1");
    assertThatThrownBy(() -> new TopP(0)).hasMessageContaining("greater than 0");
  }
}
