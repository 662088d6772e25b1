package org.jukebox4j.sampling.session;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Writes a length of time for a message. */
final class SecondsText {
  private SecondsText() {}

  /** Writes seconds with at most two decimals, more for less than a hundredth: {@code 17.84 s}. */
  static String of(double seconds) {
    int decimals = Math.abs(seconds) < 0.1 ? 5 : 2;
    return BigDecimal.valueOf(seconds)
            .setScale(decimals, RoundingMode.HALF_UP)
            .stripTrailingZeros()
            .toPlainString()
        + " s";
  }
}
