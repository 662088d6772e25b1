package org.jukebox4j.prior;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TimingTest {
  @Test
  void aWindowStartsInsideItsPiece() {
    assertThatThrownBy(() -> new Timing(100, 100, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "offset must be at least 0 and less than the total length of 100 samples, but was 100"
                + " samples");
  }

  @Test
  void lengthsArePositive() {
    assertThatThrownBy(() -> new Timing(0, 0, 10)).hasMessageContaining("but was 0 samples");
    assertThatThrownBy(() -> new Timing(10, 0, -1)).hasMessageContaining("but was -1 samples");
  }
}
