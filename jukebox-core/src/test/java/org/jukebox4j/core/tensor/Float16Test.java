package org.jukebox4j.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class Float16Test {
  @Test
  void numbersWithASimpleFormAreKnown() {
    assertThat(Float16.toFloat((short) 0x3c00)).isEqualTo(1);
    assertThat(Float16.toFloat((short) 0xc000)).isEqualTo(-2);
    assertThat(Float16.toFloat((short) 0x7bff)).isEqualTo(Float16.MAX_VALUE);
    assertThat(Float16.toFloat((short) 0x0001)).isEqualTo(0x1p-24f);
  }

  @Test
  void roundingGoesToTheNearestAndFromTheMiddleToEven() {
    assertThat(Float16.round(1 + 0x1p-11f)).isEqualTo(1);
    assertThat(Float16.round(1 + 3 * 0x1p-11f)).isEqualTo(1 + 0x1p-9f);
    assertThat(Float16.round(0x1.8p-25f)).isEqualTo(0x1p-24f);
    assertThat(Float16.round(0x1p-25f)).isZero();
  }

  @Test
  void whatIsTooLargeBecomesInfinite() {
    assertThat(Float16.round(65519)).isEqualTo(65504);
    assertThat(Float16.round(65520)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(Float16.round(-1e30f)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(Float16.round(Float.NaN)).isNaN();
  }

  @Test
  void everyNumberOfSixteenBitsSurvives() {
    for (int bits = 0; bits < 0x10000; bits++) {
      float value = Float16.toFloat((short) bits);
      if (!Float.isNaN(value)) {
        assertThat(Float16.nearest(value)).as("bits %x", bits).isEqualTo((short) bits);
      }
    }
  }
}
