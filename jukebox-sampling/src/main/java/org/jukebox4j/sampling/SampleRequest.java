package org.jukebox4j.sampling;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.prior.label.Labels;

/**
 * What to sample. Everything that does not depend on a model is checked when it is built; the rest
 * when a model samples it, before any work is done. Immutable.
 *
 * <p>The same request to the same model gives the same codes. A sample depends on the seed and its
 * own number only: the third of three is what {@code firstSample(2).samples(1)} gives.
 */
public final class SampleRequest {
  private final SampleRequestBuilder values;

  SampleRequest(SampleRequestBuilder values) {
    this.values = values;
  }

  /**
   * Starts a request: one sample, seed 0, unknown artist and genre, no lyrics, as long as the model
   * suggests, at every level.
   *
   * @return a builder
   */
  public static SampleRequestBuilder builder() {
    return new SampleRequestBuilder();
  }

  /**
   * Starts a request from this one.
   *
   * @return a builder with the same values
   */
  public SampleRequestBuilder toBuilder() {
    return new SampleRequestBuilder(values);
  }

  /**
   * Returns artist, genre and lyrics.
   *
   * @return the labels in words
   */
  public Labels labels() {
    return new Labels(values.artist, values.genre, values.lyrics);
  }

  /**
   * Returns the length of the music, with its prompt.
   *
   * @return the length, or empty for what the model suggests
   */
  public Optional<Duration> duration() {
    return Optional.ofNullable(values.duration);
  }

  /**
   * Returns the length of the whole piece that the music is taken from; lyrics spread over it.
   *
   * @return the length, or empty if the music is the whole piece
   */
  public Optional<Duration> totalDuration() {
    return Optional.ofNullable(values.totalDuration);
  }

  /**
   * Returns where in the whole piece the music starts.
   *
   * @return the start
   */
  public Duration offset() {
    return values.offset;
  }

  /**
   * Returns how many samples to make.
   *
   * @return at least 1
   */
  public int samples() {
    return values.samples;
  }

  /**
   * Returns the number of the first sample.
   *
   * @return at least 0
   */
  public int firstSample() {
    return values.firstSample;
  }

  /**
   * Returns the seed.
   *
   * @return any number
   */
  public long seed() {
    return values.seed;
  }

  /**
   * Returns what sampling starts from.
   *
   * @return the mode
   */
  public SamplingMode mode() {
    return values.mode;
  }

  /**
   * Returns the lowest level to sample; the audio is decoded from it.
   *
   * @return the level
   */
  public Level lowestLevel() {
    return values.lowestLevel;
  }

  /**
   * Returns the file that keeps the state after every window.
   *
   * @return the file, or empty
   */
  public Optional<Path> checkpoint() {
    return Optional.ofNullable(values.checkpoint);
  }

  /**
   * Returns who is told about the progress.
   *
   * @return the listener
   */
  public SamplingListener listener() {
    return values.listener;
  }

  /**
   * Returns how many threads decode.
   *
   * @return the number, the thread that samples counted
   */
  public int threads() {
    return values.threads;
  }

  /**
   * Returns what can stop the sampling.
   *
   * @return the token
   */
  public CancellationToken cancellation() {
    return values.cancellation;
  }

  /**
   * Returns how a level is sampled.
   *
   * @param level the level
   * @param suggested settings of the model
   * @return settings with the changes of this request
   */
  public LevelSettings settings(Level level, LevelSettings suggested) {
    LevelSettings settings = suggested;
    for (SampleRequestBuilder.Change change : values.changes) {
      if (change.level() == null || change.level() == level) {
        settings = change.change().apply(settings);
      }
    }
    return settings;
  }
}
