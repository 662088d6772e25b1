package org.jukebox4j.sampling.state;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jukebox4j.core.hierarchy.Level;

/**
 * Everything that a run needs to go on: taken up again, it gives the codes of an undisturbed run.
 *
 * @param request the request and its settings as JSON
 * @param fingerprint identifies the model; codes of another model mean nothing to it
 * @param given codes of each level that were there before sampling began; 0 where none is named
 * @param codes codes of each level up to the last finished window
 */
public record SamplingState(
    String request, String fingerprint, Map<Level, Integer> given, HierarchyCodes codes) {
  /** Checks that no level holds fewer codes than it was given. */
  public SamplingState {
    Map<Level, Integer> counts = new EnumMap<>(Level.class);
    codes.levels().keySet().forEach(level -> counts.put(level, 0));
    counts.putAll(given);
    counts.forEach((level, count) -> requireHeld(codes, level, count));
    given = Collections.unmodifiableMap(counts);
  }

  private static void requireHeld(HierarchyCodes codes, Level level, int given) {
    int length = codes.length(level);
    if (given < 0 || given > length) {
      throw new IllegalArgumentException(
          "the " + level.label() + " level was given " + given + " codes, but holds " + length);
    }
  }
}
