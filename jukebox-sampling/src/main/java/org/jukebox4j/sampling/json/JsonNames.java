package org.jukebox4j.sampling.json;

import java.util.Locale;

/** How constants and types are written in JSON. */
public final class JsonNames {
  private JsonNames() {}

  /**
   * Writes a constant.
   *
   * @param constant the constant
   * @return its name in lower case with hyphens
   */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Writes a type.
   *
   * @param type the type
   * @return its simple name in lower case with hyphens
   */
  public static String of(Class<?> type) {
    return type.getSimpleName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
