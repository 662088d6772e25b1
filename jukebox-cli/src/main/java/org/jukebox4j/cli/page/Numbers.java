package org.jukebox4j.cli.page;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as the page writes them. */
final class Numbers {
  private Numbers() {}

  /** At most so many digits after the point, and no zeros at the end. */
  static String decimal(double value, int digits) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  static String seconds(double seconds) {
    return decimal(seconds, 2) + " s";
  }
}
