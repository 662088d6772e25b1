package org.jukebox4j.cli;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a length of time that is written as a number of seconds. */
final class Seconds implements ITypeConverter<Duration> {
  private static final double LONGEST = 86_400;

  @Override
  public Duration convert(String text) {
    double seconds;
    try {
      seconds = Double.parseDouble(text);
    } catch (NumberFormatException notANumber) {
      throw new TypeConversionException(
          "'" + text + "' is not a number of seconds, such as 10 or 2.5");
    }
    if (!(seconds >= 0) || seconds > LONGEST) {
      throw new TypeConversionException(
          "must be a number of seconds between 0 and 86400, but was " + text);
    }
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }
}
