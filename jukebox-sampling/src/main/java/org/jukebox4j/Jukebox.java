package org.jukebox4j;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jukebox4j.core.audio.MonoMixdown;
import org.jukebox4j.core.audio.Resampler;
import org.jukebox4j.core.audio.Waveform;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.kernel.StepThreads;
import org.jukebox4j.sampling.CancellationToken;
import org.jukebox4j.sampling.SampleRequest;
import org.jukebox4j.sampling.SamplingListener;
import org.jukebox4j.sampling.SamplingMode;
import org.jukebox4j.sampling.Song;
import org.jukebox4j.sampling.model.LoadedModel;
import org.jukebox4j.sampling.model.MemoryEstimate;
import org.jukebox4j.sampling.model.ModelDescription;
import org.jukebox4j.sampling.model.ModelSource;
import org.jukebox4j.sampling.session.SamplingSession;
import org.jukebox4j.sampling.session.SamplingSession.RunOptions;
import org.jukebox4j.sampling.state.HierarchyCodes;
import org.jukebox4j.sampling.state.SamplingState;
import org.jukebox4j.sampling.state.SamplingStateException;
import org.jukebox4j.sampling.state.SamplingStateFile;

/**
 * Makes music with one model. Source: Dhariwal et al. 2020, "Jukebox: a generative model for
 * music".
 *
 * <pre>{@code
 * try (Jukebox jukebox = Jukebox.load(ModelSource.directory(folder))) {
 *   Song song = jukebox.sample(SampleRequest.builder()
 *       .artist("strings").genre("waltz").lyrics("la la la, sing a song")
 *       .duration(Duration.ofSeconds(20)).seed(42)
 *       .build());
 *   song.writeWav(Path.of("song.wav"));
 * }
 * }</pre>
 *
 * <p>The prior of one level is in memory at a time. A {@code Jukebox} may be shared between
 * threads, which then each hold a prior; a running sampling belongs to its thread.
 */
public final class Jukebox implements AutoCloseable {
  private final LoadedModel model;
  private final SamplingSession session;

  private Jukebox(LoadedModel model) {
    this.model = model;
    this.session = new SamplingSession(model);
  }

  /**
   * Prepares a model. Weights are loaded when they are needed.
   *
   * @param source where it comes from
   * @return close it to free the codec
   * @throws org.jukebox4j.sampling.model.ModelException if files are missing or damaged, or if the
   *     model cannot fit into the memory of this machine
   */
  public static Jukebox load(ModelSource source) {
    return new Jukebox(source.open());
  }

  /**
   * Sings with the small model in the box.
   *
   * @param lyrics the lyrics
   * @return one sample, as long as the model suggests
   */
  public static Song sample(String lyrics) {
    try (Jukebox jukebox = load(ModelSource.mini())) {
      return jukebox.sample(SampleRequest.builder().lyrics(lyrics).build());
    }
  }

  /**
   * Samples a request.
   *
   * @param request what to sample
   * @return the song
   * @throws IllegalArgumentException if the model cannot serve the request; the message names the
   *     parameter, the rule, the value and the remedy
   * @throws org.jukebox4j.sampling.SamplingCancelledException if it was cancelled; it holds what
   *     was finished
   */
  public Song sample(SampleRequest request) {
    return session.sample(request);
  }

  /**
   * Goes on from a song at every level. All samples of the request go on from the same one.
   *
   * @param song the beginning
   * @param sample which sample of it, from 0
   * @param request what to sample; its duration counts from the start of the song, and its mode is
   *     replaced
   * @return the longer song
   */
  public Song continueFrom(Song song, int sample, SampleRequest request) {
    SamplingMode mode = new SamplingMode.Continuation(song.codes().sample(sample));
    return sample(request.toBuilder().mode(mode).build());
  }

  /**
   * Samples the levels below the top of a song, again or for the first time.
   *
   * @param song the song, of which only the codes of the top level are used
   * @param sample which sample of it, from 0
   * @param request what to sample; its mode is replaced
   * @return the song down to the lowest level of the request
   */
  public Song upsample(Song song, int sample, SampleRequest request) {
    SamplingMode mode = new SamplingMode.Upsampling(song.codes().sample(sample));
    return sample(request.toBuilder().mode(mode).build());
  }

  /**
   * Goes on where a run stopped, and keeps its state in the same file. The song is the one that an
   * undisturbed run gives.
   *
   * @param checkpoint the file that the request named
   * @return the song
   * @throws SamplingStateException if the file is no state, is damaged or is of another model
   */
  public Song resume(Path checkpoint) {
    return resume(checkpoint, progress -> {}, new CancellationToken());
  }

  /**
   * Goes on where a run stopped, and keeps its state in the same file.
   *
   * @param checkpoint the file that the request named
   * @param listener told about the progress
   * @param cancellation can stop the sampling
   * @return the song
   * @throws SamplingStateException if the file is no state, is damaged or is of another model
   */
  public Song resume(Path checkpoint, SamplingListener listener, CancellationToken cancellation) {
    SamplingState state = SamplingStateFile.read(checkpoint);
    try {
      return session.resume(state, options(listener, cancellation, Optional.of(checkpoint)));
    } catch (SamplingStateException refused) {
      throw new SamplingStateException(checkpoint + ": " + refused.getMessage(), refused);
    }
  }

  /**
   * Goes on from the state of a run that was cancelled.
   *
   * @param state the state
   * @param listener told about the progress
   * @param cancellation can stop the sampling
   * @return the song
   * @throws SamplingStateException if the state is of another model
   */
  public Song resume(
      SamplingState state, SamplingListener listener, CancellationToken cancellation) {
    return session.resume(state, options(listener, cancellation, Optional.empty()));
  }

  private static RunOptions options(
      SamplingListener listener, CancellationToken cancellation, Optional<Path> checkpoint) {
    return new RunOptions(listener, cancellation, checkpoint, StepThreads.usual());
  }

  /**
   * Encodes a recording at every level.
   *
   * @param recording of any rate and number of channels; it is mixed to mono and resampled to the
   *     rate of the model
   * @return codes of one sample; the end is cut to whole codes of the top level
   * @throws IllegalArgumentException if it is shorter than one code of the top level
   */
  public HierarchyCodes encode(Waveform recording) {
    float[] mono = MonoMixdown.even().mix(recording);
    float[] samples = Resampler.between(recording.rate(), model.sampleRate()).resample(mono);
    int unit = model.shape(model.top()).samplesPerCode();
    int length = samples.length - samples.length % unit;
    if (length == 0) {
      throw new IllegalArgumentException(
          "recording must be at least "
              + unit
              + " samples long at "
              + model.sampleRate()
              + ", but was "
              + samples.length);
    }
    float[] whole = Arrays.copyOf(samples, length);
    Map<Level, List<int[]>> codes = new EnumMap<>(Level.class);
    for (int index = 0; index <= model.top().index(); index++) {
      Level level = Level.of(index);
      codes.put(level, List.of(model.codec().encode(whole, level)));
    }
    return new HierarchyCodes(codes);
  }

  /**
   * Decodes codes of one level.
   *
   * @param codes the codes
   * @param level which level; the lower, the better it sounds
   * @return the audio of every sample, mono
   */
  public List<Waveform> decode(HierarchyCodes codes, Level level) {
    if (codes.length(level) == 0) {
      throw new IllegalArgumentException(
          "codes must hold some of the " + level.label() + " level, but hold " + codes);
    }
    return codes.at(level).stream()
        .map(item -> Waveform.mono(model.codec().decode(item, level), model.sampleRate()))
        .toList();
  }

  /**
   * Returns what the model consists of.
   *
   * @return everything but its weights
   */
  public ModelDescription description() {
    return model.description();
  }

  /**
   * Returns what the model needs.
   *
   * @return memory and time
   */
  public MemoryEstimate estimate() {
    return model.estimate();
  }

  /**
   * Returns the model, to write it into a folder or to use its codec.
   *
   * @return the model, closed with this
   */
  public LoadedModel model() {
    return model;
  }

  @Override
  public void close() {
    model.close();
  }
}
