package org.jukebox4j.cli;

import java.time.Duration;
import java.util.Locale;

/** Writes amounts of memory and time the way a person reads them. */
final class Sizes {
  private static final double KILO = 1000;

  private Sizes() {}

  /** Bytes in MB (10^6) or GB (10^9). */
  static String bytes(long bytes) {
    double mega = bytes / (KILO * KILO);
    if (mega < KILO) {
      return String.format(Locale.ROOT, mega < 10 ? "%.1f MB" : "%.0f MB", mega);
    }
    return String.format(Locale.ROOT, "%.1f GB", mega / KILO);
  }

  /** A time in its two largest units. */
  static String time(Duration time) {
    long seconds = Math.max(0, Math.round(time.toMillis() / KILO));
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
  }
}
