package org.jukebox4j.sampling.model;

import java.util.Optional;
import org.jukebox4j.core.audio.SampleRate;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.prior.Prior;
import org.jukebox4j.prior.label.LabelVocabulary;

/** A codec and one prior for each of its levels, of which sampling loads one at a time. */
public interface SamplingModel extends AutoCloseable {
  /**
   * Returns the rate of the audio.
   *
   * @return samples per second
   */
  SampleRate sampleRate();

  /**
   * Returns the highest level.
   *
   * @return the level sampled first
   */
  Level top();

  /**
   * Returns the sizes of a level.
   *
   * @param level a level up to {@link #top()}
   * @return its sizes
   */
  LevelShape shape(Level level);

  /**
   * Returns the names that the prior of a level knows.
   *
   * @param level a level up to {@link #top()}
   * @return the names, or empty for a prior without labels
   */
  Optional<LabelVocabulary> vocabulary(Level level);

  /**
   * Returns the codec.
   *
   * @return the codec, owned by the model
   */
  Codec codec();

  /**
   * Loads a prior.
   *
   * @param level a level up to {@link #top()}
   * @return the prior, which the caller closes
   */
  Prior loadPrior(Level level);

  /**
   * Returns what tells this model from every other.
   *
   * @return a short text, equal for the same weights
   */
  String fingerprint();

  /**
   * Returns what the model suggests.
   *
   * @return values for what a request leaves open
   */
  SamplingDefaults defaults();

  /**
   * Returns how many samples of a level fit into memory at once.
   *
   * @param level a level up to {@link #top()}
   * @return at least 1
   */
  int largestBatch(Level level);

  /**
   * Returns how long a step of a level is expected to take.
   *
   * @param level a level up to {@link #top()}
   * @return seconds
   */
  double secondsPerCode(Level level);

  /** Frees what is loaded. Closing twice is allowed. */
  @Override
  void close();
}
