package org.jukebox4j.sampling;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.kernel.StepThreads;

/**
 * Collects the values of a {@link SampleRequest}.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class SampleRequestBuilder {
  String artist = "unknown";
  String genre = "unknown";
  String lyrics = "";
  @Nullable Duration duration;
  @Nullable Duration totalDuration;
  Duration offset = Duration.ZERO;
  int samples = 1;
  int firstSample;
  long seed;
  SamplingMode mode = new SamplingMode.Ancestral();
  Level lowestLevel = Level.BOTTOM;
  @Nullable Path checkpoint;
  SamplingListener listener = progress -> {};
  CancellationToken cancellation = new CancellationToken();
  int threads = StepThreads.usual();
  final List<Change> changes = new ArrayList<>();

  record Change(@Nullable Level level, UnaryOperator<LevelSettings> change) {}

  SampleRequestBuilder() {}

  SampleRequestBuilder(SampleRequestBuilder other) {
    artist = other.artist;
    genre = other.genre;
    lyrics = other.lyrics;
    duration = other.duration;
    totalDuration = other.totalDuration;
    offset = other.offset;
    samples = other.samples;
    firstSample = other.firstSample;
    seed = other.seed;
    mode = other.mode;
    lowestLevel = other.lowestLevel;
    checkpoint = other.checkpoint;
    listener = other.listener;
    cancellation = other.cancellation;
    threads = other.threads;
    changes.addAll(other.changes);
  }

  /**
   * Names the artist.
   *
   * @param value a name that the model knows, or {@code "unknown"}
   * @return this
   */
  public SampleRequestBuilder artist(String value) {
    artist = value;
    return this;
  }

  /**
   * Names the genre.
   *
   * @param value a genre that the model knows, or {@code "unknown"}
   * @return this
   */
  public SampleRequestBuilder genre(String value) {
    genre = value;
    return this;
  }

  /**
   * Sets the lyrics of the whole piece.
   *
   * @param value the text; empty for an instrumental piece
   * @return this
   */
  public SampleRequestBuilder lyrics(String value) {
    lyrics = value;
    return this;
  }

  /**
   * Sets the length of the music, with its prompt.
   *
   * @param value above 0
   * @return this
   */
  public SampleRequestBuilder duration(Duration value) {
    requireAboveZero("duration", value);
    duration = value;
    return this;
  }

  /**
   * Sets the length of the whole piece that the music is taken from.
   *
   * @param value above 0
   * @return this
   */
  public SampleRequestBuilder totalDuration(Duration value) {
    requireAboveZero("total duration", value);
    totalDuration = value;
    return this;
  }

  /**
   * Sets where in the whole piece the music starts.
   *
   * @param value at least 0
   * @return this
   */
  public SampleRequestBuilder offset(Duration value) {
    if (value.isNegative()) {
      throw new SampleRequestException("offset must be at least 0 s, but was " + seconds(value));
    }
    offset = value;
    return this;
  }

  /**
   * Sets how many samples to make.
   *
   * @param value at least 1
   * @return this
   */
  public SampleRequestBuilder samples(int value) {
    if (value < 1) {
      throw new SampleRequestException("samples must be at least 1, but was " + value);
    }
    samples = value;
    return this;
  }

  /**
   * Sets the number of the first sample, to make some samples of a larger run alone.
   *
   * @param value at least 0
   * @return this
   */
  public SampleRequestBuilder firstSample(int value) {
    if (value < 0) {
      throw new SampleRequestException("first sample must be at least 0, but was " + value);
    }
    firstSample = value;
    return this;
  }

  /**
   * Sets the seed.
   *
   * @param value any number
   * @return this
   */
  public SampleRequestBuilder seed(long value) {
    seed = value;
    return this;
  }

  /**
   * Sets what sampling starts from.
   *
   * @param value the mode
   * @return this
   */
  public SampleRequestBuilder mode(SamplingMode value) {
    mode = value;
    return this;
  }

  /**
   * Goes on from a recording.
   *
   * @param prompt the recording
   * @return this
   */
  public SampleRequestBuilder prompt(AudioPrompt prompt) {
    return mode(new SamplingMode.Primed(prompt));
  }

  /**
   * Stops above the bottom, to listen early or to choose before the long part of the work.
   *
   * @param value the lowest level to sample
   * @return this
   */
  public SampleRequestBuilder lowestLevel(Level value) {
    lowestLevel = value;
    return this;
  }

  /**
   * Keeps the state in a file after every window.
   *
   * @param value the file; replaced as a whole each time
   * @return this
   */
  public SampleRequestBuilder checkpoint(Path value) {
    checkpoint = value;
    return this;
  }

  /**
   * Tells somebody about the progress.
   *
   * @param value the listener
   * @return this
   */
  public SampleRequestBuilder onProgress(SamplingListener value) {
    listener = value;
    return this;
  }

  /**
   * Lets another thread stop the sampling.
   *
   * @param value the token
   * @return this
   */
  public SampleRequestBuilder cancellation(CancellationToken value) {
    cancellation = value;
    return this;
  }

  /**
   * Sets how many threads decode. Codes do not depend on it. Who samples several requests at a time
   * gives each its share of the processors: more threads than processors are slower than fewer.
   *
   * @param value at least 1, the thread that samples counted; by default as many as there are
   *     processors, but no more than 8
   * @return this
   */
  public SampleRequestBuilder threads(int value) {
    if (value < 1) {
      throw new SampleRequestException("threads must be at least 1, but were " + value);
    }
    threads = value;
    return this;
  }

  /**
   * Sets the temperature of all levels.
   *
   * @param value greater than 0; 1 samples what the model learnt
   * @return this
   */
  public SampleRequestBuilder temperature(double value) {
    return settings(settings -> settings.withTemperature(value));
  }

  /**
   * Keeps only the likeliest codes, at all levels.
   *
   * @param value how many, or 0 for all
   * @return this
   */
  public SampleRequestBuilder topK(int value) {
    return settings(settings -> settings.withTopK(value));
  }

  /**
   * Keeps only the codes that together reach a probability, at all levels.
   *
   * @param value the probability, or 0 for all codes
   * @return this
   */
  public SampleRequestBuilder topP(double value) {
    return settings(settings -> settings.withTopP(value));
  }

  /**
   * Makes artist, genre and lyrics count more, at all levels.
   *
   * @param value how far codes are drawn away from what would follow without labels; 0 for not at
   *     all
   * @return this
   */
  public SampleRequestBuilder guidance(double value) {
    return settings(settings -> settings.withGuidance(value));
  }

  /**
   * Sets the distance between windows of one level.
   *
   * @param level the level
   * @param value distance as a part of the context
   * @return this
   */
  public SampleRequestBuilder hopFraction(Level level, double value) {
    return settings(level, settings -> settings.withHopFraction(value));
  }

  /**
   * Changes the settings of all levels.
   *
   * @param change makes new settings from those before
   * @return this
   */
  public SampleRequestBuilder settings(UnaryOperator<LevelSettings> change) {
    changes.add(new Change(null, change));
    return this;
  }

  /**
   * Changes the settings of one level.
   *
   * @param level the level
   * @param change makes new settings from those before
   * @return this
   */
  public SampleRequestBuilder settings(Level level, UnaryOperator<LevelSettings> change) {
    changes.add(new Change(level, change));
    return this;
  }

  /**
   * Makes the request.
   *
   * @return the request
   * @throws IllegalArgumentException if a value cannot be right for any model
   */
  public SampleRequest build() {
    SampleRequest request = new SampleRequest(new SampleRequestBuilder(this));
    for (Level level : Level.values()) {
      request.settings(level, LevelSettings.UPSAMPLER);
    }
    return request;
  }

  private static void requireAboveZero(String name, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new SampleRequestException(
          name + " must be greater than 0 s, but was " + seconds(value));
    }
  }

  private static String seconds(Duration value) {
    return value.toNanos() / 1e9 + " s";
  }
}
