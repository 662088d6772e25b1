package org.jukebox4j.prior.dataset;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class WindowSettingsTest {
  @Test
  void hidingAllLabelsIsRefused() {
    assertThatThrownBy(() -> new WindowSettings(1, 1, 0, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("labelDropout must be at least 0 and below 1, but was 1.0");
  }

  @Test
  void mishearingAllCodesIsRefused() {
    assertThatThrownBy(() -> new WindowSettings(1, 0, 1, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("codeDropout must be at least 0 and below 1, but was 1.0");
  }

  @Test
  void mishearingAllCodesOfTheLevelAboveIsRefused() {
    assertThatThrownBy(() -> new WindowSettings(1, 0, 0, 1.0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("upperCodeDropout must be at least 0 and below 1, but was 1.0");
  }

  @Test
  void windowsMustMoveOn() {
    assertThatThrownBy(() -> WindowSettings.every(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("stride must be at least 1 code, but was 0");
  }
}
