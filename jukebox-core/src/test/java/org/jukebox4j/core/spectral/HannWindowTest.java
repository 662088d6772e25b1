package org.jukebox4j.core.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

final class HannWindowTest {
  @Test
  void fourSamplesAreThoseOfThePeriodicForm() {
    assertThat(HannWindow.periodic(4))
        .containsExactly(new float[] {0, 0.5f, 1, 0.5f}, offset(1e-7f));
    assertThat(HannWindow.periodic(1)).containsExactly(0);
  }

  @Test
  void windowsHalfAPeriodApartSumToOne() {
    float[] window = HannWindow.periodic(1200);

    for (int n = 0; n < 600; n++) {
      assertThat(window[n] + window[n + 600]).isCloseTo(1, offset(2e-7f));
    }
  }

  @Test
  void anEmptyWindowIsRefused() {
    assertThatThrownBy(() -> HannWindow.periodic(0))
        .hasMessage("length must be at least 1 sample, but was 0");
  }
}
