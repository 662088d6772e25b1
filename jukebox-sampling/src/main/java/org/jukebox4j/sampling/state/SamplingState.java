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
 * @param given codes of each level that were there before sampling began
 * @param codes codes of each level up to the last finished window
 */
public record SamplingState(
    String request, String fingerprint, Map<Level, Integer> given, HierarchyCodes codes) {
  /** Checks that no level holds fewer codes than it was given. */
  public SamplingState {
    Map<Level, Integer> counts = new EnumMap<>(Level.class);
    for (Map.Entry<Level, Integer> entry : given.entrySet()) {
      int length = codes.length(entry.getKey());
      if (entry.getValue() < 0 || entry.getValue() > length) {
        throw new IllegalArgumentException(
            "the "
                + entry.getKey().label()
                + " level was given "
                + entry.getValue()
                + " codes, but holds "
                + length);
      }
      counts.put(entry.getKey(), entry.getValue());
    }
    given = Collections.unmodifiableMap(counts);
  }
}
