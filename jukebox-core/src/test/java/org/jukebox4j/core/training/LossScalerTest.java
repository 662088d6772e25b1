package org.jukebox4j.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class LossScalerTest {
  @Test
  void growsAfterEveryWindowOfGoodStepsAndHalvesAfterAnOverflow() {
    LossScaler scaler = LossScaler.growing(4, 2);
    scaler.succeeded();
    assertThat(scaler.scale()).isEqualTo(65536);
    scaler.succeeded();
    assertThat(scaler.scale()).isEqualTo(4 * 65536);
    scaler.succeeded();
    scaler.overflowed();
    assertThat(scaler.scale()).isEqualTo(2 * 65536);
    scaler.succeeded();
    assertThat(scaler.scale()).as("the window begins anew").isEqualTo(2 * 65536);
  }

  @Test
  void neverGrowsAboveTheMaximum() {
    LossScaler scaler = LossScaler.growing(1000, 1);
    scaler.succeeded();

    assertThat(scaler.scale()).isEqualTo(16_777_216);
  }

  @Test
  void aFixedScaleStays() {
    LossScaler scaler = LossScaler.fixed(8);
    scaler.overflowed();
    scaler.succeeded();

    assertThat(scaler.scale()).isEqualTo(8);
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    assertThatThrownBy(() -> LossScaler.fixed(0))
        .hasMessage("the loss scale must be above 0, but was 0.0");
    assertThatThrownBy(() -> LossScaler.growing(0.5, 1))
        .hasMessage("growth must be at least 1, but was 0.5");
    assertThatThrownBy(() -> LossScaler.growing(2, 0))
        .hasMessage("window must be at least 1 step, but was 0");
  }
}
