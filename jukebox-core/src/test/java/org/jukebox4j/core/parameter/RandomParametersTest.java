package org.jukebox4j.core.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.jukebox4j.core.tensor.FloatTensor;
import org.junit.jupiter.api.Test;

class RandomParametersTest {
  private final RandomParameters parameters = new RandomParameters(3);

  @Test
  void valuesDependOnSeedAndNameOnly() {
    float[] first = values("prior.x_emb.weight", 50, 8);
    values("prior.pos_emb.pos_emb", 9, 8);
    assertThat(values("prior.x_emb.weight", 50, 8)).isEqualTo(first);
    assertThat(values("prior.y_emb.weight", 50, 8)).isNotEqualTo(first);
    assertThat(new RandomParameters(4).find("prior.x_emb.weight", 50, 8).orElseThrow().toArray())
        .isNotEqualTo(first);
  }

  @Test
  void matricesKeepTheScaleOfTheirInput() {
    assertDeviation(1 / Math.sqrt(200), "attn.c_attn.w", 200, 700);
    assertDeviation(1 / Math.sqrt(200), "prior.x_out.weight", 700, 200);
    assertDeviation(1 / Math.sqrt(64 * 3), "model.0.weight", 512, 64, 3);
  }

  @Test
  void embeddingsAndCodebooksHaveTheirOwnScale() {
    assertDeviation(0.5, "prior.x_emb.weight", 700, 200);
    assertDeviation(0.5, "prior.start_token", 1, 100_000);
    assertDeviation(0.02, "bottleneck.level_blocks.0.k", 2048, 64);
  }

  @Test
  void gainsAreOneAndBiasesZero() {
    assertThat(values("transformer._attn_mods.0.ln_0.weight", 5)).containsOnly(1f);
    assertThat(values("prime_state_ln.weight", 5)).containsOnly(1f);
    assertThat(values("conditioner_blocks.0.ln.weight", 5)).containsOnly(1f);
    assertThat(values("conditioner_blocks.0.ln.bias", 5)).containsOnly(0f);
    assertThat(values("attn.c_attn.b", 5)).containsOnly(0f);
  }

  @Test
  void tensorsLongerThanOnePieceDoNotRepeat() {
    float[] values = values("x_emb.weight", 1 << 14, 8);
    assertThat(values[1 << 16]).isNotEqualTo(values[0]);
    assertThat(values[(1 << 16) + 1]).isNotEqualTo(values[1]);
  }

  private float[] values(String name, int... shape) {
    try (FloatTensor tensor = parameters.find(name, shape).orElseThrow()) {
      assertThat(tensor.shape()).isEqualTo(shape);
      return tensor.toArray();
    }
  }

  private void assertDeviation(double expected, String name, int... shape) {
    double sum = 0;
    double squares = 0;
    float[] values = values(name, shape);
    for (float value : values) {
      sum += value;
      squares += (double) value * value;
    }
    assertThat(sum / values.length).isCloseTo(0, within(0.02 * expected));
    assertThat(Math.sqrt(squares / values.length)).isCloseTo(expected, within(0.02 * expected));
  }
}
