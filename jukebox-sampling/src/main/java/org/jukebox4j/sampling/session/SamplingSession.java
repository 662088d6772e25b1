package org.jukebox4j.sampling.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.jukebox4j.core.audio.Waveform;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.random.KeyedRandom;
import org.jukebox4j.prior.lyrics.LyricsAlignment;
import org.jukebox4j.sampling.CancellationToken;
import org.jukebox4j.sampling.SampleRequest;
import org.jukebox4j.sampling.SamplingCancelledException;
import org.jukebox4j.sampling.SamplingListener;
import org.jukebox4j.sampling.Song;
import org.jukebox4j.sampling.level.HierarchySampler;
import org.jukebox4j.sampling.level.LevelPlan;
import org.jukebox4j.sampling.level.SamplingSeams;
import org.jukebox4j.sampling.model.SamplingModel;
import org.jukebox4j.sampling.state.HierarchyCodes;
import org.jukebox4j.sampling.state.SamplingState;
import org.jukebox4j.sampling.state.SamplingStateFile;
import org.jukebox4j.sampling.token.Categorical;
import org.jukebox4j.sampling.token.FilteredSampler;
import org.jukebox4j.sampling.token.TokenSampler;

/**
 * Samples requests with one model. The model may be shared; a running sampling belongs to its
 * thread.
 */
public final class SamplingSession {
  private final SamplingModel model;

  /**
   * Makes a session.
   *
   * @param model the model, which stays the caller's to close
   */
  public SamplingSession(SamplingModel model) {
    this.model = model;
  }

  /**
   * What takes part in a run without changing its codes.
   *
   * @param listener told about the progress
   * @param cancellation can stop it
   * @param checkpoint keeps the state, or empty
   * @param threads how many decode, the caller counted
   */
  public record RunOptions(
      SamplingListener listener,
      CancellationToken cancellation,
      Optional<Path> checkpoint,
      int threads) {}

  /**
   * Samples a request.
   *
   * @param request what to sample
   * @return the song
   * @throws IllegalArgumentException if the model cannot serve the request
   * @throws SamplingCancelledException if it was cancelled
   */
  public Song sample(SampleRequest request) {
    StartCodes start = StartCodes.of(model, request.mode());
    RequestResolver resolver = new RequestResolver(model);
    ResolvedRequest resolved = resolver.resolve(request, start.covered());
    PiecePlan.of(model, resolved, Map.of()); // a request that cannot be served fails before work
    List<Level> levels = resolver.levels(resolved.lowest());
    Map<Level, List<int[]>> known = start.at(levels, resolved.span(), resolved.numbers().count());
    Map<Level, Integer> given = new EnumMap<>(Level.class);
    known.forEach((level, items) -> given.put(level, items.get(0).length));
    return run(
        PiecePlan.of(model, resolved, given),
        known,
        new RunOptions(
            request.listener(), request.cancellation(), request.checkpoint(), request.threads()));
  }

  /**
   * Goes on where a run stopped. The song is the one of an undisturbed run.
   *
   * @param state the state of the run
   * @param options what takes part
   * @return the song
   * @throws org.jukebox4j.sampling.state.SamplingStateException if the state is damaged or of
   *     another model
   * @throws SamplingCancelledException if it was cancelled
   */
  public Song resume(SamplingState state, RunOptions options) {
    PiecePlan plan = SavedRun.plan(model, state);
    return run(plan, state.codes().levels(), options);
  }

  private Song run(PiecePlan plan, Map<Level, List<int[]>> known, RunOptions options) {
    ResolvedRequest request = plan.request();
    AtomicReference<HierarchyCodes> finished = new AtomicReference<>();
    AlignmentVisitor aligner = new AlignmentVisitor(options.cancellation()::isCancelled);
    SamplingSeams seams =
        new SamplingSeams(
            level -> model.loadPrior(level).onThreads(options.threads()),
            level -> tokens(request, level),
            options.cancellation()::isCancelled,
            codes -> {
              finished.set(codes);
              options
                  .checkpoint()
                  .ifPresent(file -> SamplingStateFile.write(file, state(plan, codes)));
            },
            options.listener(),
            aligner);
    int samples = request.numbers().count();
    try {
      HierarchyCodes codes =
          new HierarchySampler(seams, System::nanoTime)
              .sample(plan.levels(), request.numbers().first(), samples, known);
      if (finished.get() == null) { // nothing was missing, but the state is asked for
        seams.afterWindow().accept(codes);
      }
      return song(request, codes, aligner.alignments());
    } catch (CancellationException cancelled) {
      HierarchyCodes last = finished.get();
      throw new SamplingCancelledException(
          state(plan, last != null ? last : started(plan, known, samples)), cancelled);
    }
  }

  /** The codes of a run that did not finish a window. */
  private static HierarchyCodes started(
      PiecePlan plan, Map<Level, List<int[]>> known, int samples) {
    Map<Level, List<int[]>> codes = new EnumMap<>(Level.class);
    codes.putAll(known);
    LevelPlan top = plan.levels().get(0);
    codes.computeIfAbsent(top.level(), none -> Collections.nCopies(samples, new int[0]));
    return new HierarchyCodes(codes);
  }

  private SamplingState state(PiecePlan plan, HierarchyCodes codes) {
    Map<Level, Integer> given = new EnumMap<>(Level.class);
    codes.levels().keySet().forEach(l -> given.put(l, plan.given().getOrDefault(l, 0)));
    return new SamplingState(plan.request().toJson(), model.fingerprint(), given, codes);
  }

  private static TokenSampler tokens(ResolvedRequest request, LevelPlan plan) {
    KeyedRandom random = new KeyedRandom(request.numbers().seed());
    Level level = plan.level();
    return new FilteredSampler(
        plan.settings().filters(),
        new Categorical((item, position) -> random.uniform(level, item, position)));
  }

  private Song song(
      ResolvedRequest request, HierarchyCodes codes, List<LyricsAlignment> alignments) {
    List<Waveform> waveforms = new ArrayList<>();
    for (int[] item : codes.at(request.lowest())) {
      float[] audio = model.codec().decode(item, request.lowest());
      int wanted = (int) Math.min(audio.length, request.span().wanted());
      waveforms.add(Waveform.mono(Arrays.copyOf(audio, wanted), model.sampleRate()));
    }
    return new Song(codes, waveforms, alignments, request.lowest(), request.numbers().seed());
  }
}
