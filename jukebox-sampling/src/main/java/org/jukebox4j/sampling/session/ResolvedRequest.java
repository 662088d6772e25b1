package org.jukebox4j.sampling.session;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.List;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.prior.label.Labels;
import org.jukebox4j.sampling.LevelSettings;
import org.jukebox4j.sampling.json.RecordJson;
import org.jukebox4j.sampling.state.SamplingState;
import org.jukebox4j.sampling.state.SamplingStateException;

/**
 * A request with everything decided that a model decides. Together with the codes that sampling
 * started from it determines every code, so it is what a saved state keeps.
 *
 * @param labels artist, genre and lyrics
 * @param span lengths
 * @param numbers which samples
 * @param levels how each level is sampled, from the top down to the lowest
 */
public record ResolvedRequest(
    Labels labels, PieceSpan span, SampleNumbers numbers, List<LevelChoice> levels) {
  /** Checks that the levels go from the top down. */
  public ResolvedRequest {
    levels = List.copyOf(levels);
    if (levels.isEmpty()) {
      throw new IllegalArgumentException("levels must hold at least one level, but hold none");
    }
    for (int i = 1; i < levels.size(); i++) {
      if (levels.get(i).level().index() != levels.get(0).level().index() - i) {
        throw new IllegalArgumentException("levels must go from the top down");
      }
    }
  }

  /**
   * Which samples of the run that a seed defines.
   *
   * @param seed the seed
   * @param first number of the first sample
   * @param count how many
   */
  public record SampleNumbers(long seed, int first, int count) {
    /** Checks the ranges. */
    public SampleNumbers {
      if (first < 0 || count < 1) {
        throw new IllegalArgumentException(
            "first must be at least 0 and count at least 1, but were " + first + " and " + count);
      }
    }
  }

  /**
   * How a level is sampled.
   *
   * @param level the level
   * @param settings how
   */
  public record LevelChoice(Level level, LevelSettings settings) {}

  /**
   * Returns the request of a saved run.
   *
   * @param state the state of the run, finished or not
   * @return the request as the model resolved it
   * @throws SamplingStateException if the state is damaged
   */
  public static ResolvedRequest of(SamplingState state) {
    return fromJson(state.request());
  }

  /**
   * Returns the lowest level to sample.
   *
   * @return the level that the audio is decoded from
   */
  public Level lowest() {
    return levels.get(levels.size() - 1).level();
  }

  /** The request as it is kept in a saved state. */
  String toJson() {
    return RecordJson.write(this).toString();
  }

  /**
   * Reads a request from a saved state.
   *
   * @throws SamplingStateException if the text is not what {@link #toJson} makes
   */
  static ResolvedRequest fromJson(String json) {
    try {
      return RecordJson.read(JsonParser.parseString(json), "request", ResolvedRequest.class);
    } catch (JsonParseException | IllegalArgumentException damaged) {
      throw new SamplingStateException(
          "the sampling state is damaged: " + damaged.getMessage(), damaged);
    }
  }
}
