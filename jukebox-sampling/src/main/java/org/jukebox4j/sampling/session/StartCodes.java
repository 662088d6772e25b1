package org.jukebox4j.sampling.session;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jukebox4j.core.audio.MonoMixdown;
import org.jukebox4j.core.audio.Resampler;
import org.jukebox4j.core.audio.Waveform;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.sampling.SampleRequestException;
import org.jukebox4j.sampling.SamplingMode;
import org.jukebox4j.sampling.model.SamplingModel;
import org.jukebox4j.sampling.state.HierarchyCodes;

/** The codes that a sampling starts from. */
final class StartCodes {
  private final SamplingModel model;
  private final float[] prompt;
  private final Map<Level, List<int[]>> codes;

  private StartCodes(SamplingModel model, float[] prompt, Map<Level, List<int[]>> codes) {
    this.model = model;
    this.prompt = prompt;
    this.codes = codes;
  }

  /**
   * Prepares what a mode starts from, without encoding it yet.
   *
   * @throws SampleRequestException if the model cannot start from it
   */
  static StartCodes of(SamplingModel model, SamplingMode mode) {
    if (mode instanceof SamplingMode.Primed primed) {
      return new StartCodes(model, samples(model, primed.prompt().waveform()), Map.of());
    }
    if (mode instanceof SamplingMode.Continuation continuation) {
      return new StartCodes(model, new float[0], checked(model, continuation.codes()));
    }
    if (mode instanceof SamplingMode.Upsampling upsampling) {
      Map<Level, List<int[]>> all = checked(model, upsampling.codes());
      Level top = model.top();
      return new StartCodes(
          model, new float[0], Map.of(top, all.getOrDefault(top, Collections.emptyList())));
    }
    return new StartCodes(model, new float[0], Map.of());
  }

  /** Mono, at the rate of the model, cut to whole codes of the top level. */
  private static float[] samples(SamplingModel model, Waveform waveform) {
    float[] mono = MonoMixdown.even().mix(waveform);
    float[] atRate = Resampler.between(waveform.rate(), model.sampleRate()).resample(mono);
    int unit = model.shape(model.top()).samplesPerCode();
    if (atRate.length < unit) {
      throw new SampleRequestException(
          "prompt must be at least one code of the "
              + model.top().label()
              + " level long, "
              + SecondsText.of((double) unit / model.sampleRate().hertz())
              + ", but was "
              + SecondsText.of(waveform.seconds()));
    }
    return Arrays.copyOf(atRate, atRate.length - atRate.length % unit);
  }

  private static Map<Level, List<int[]>> checked(SamplingModel model, HierarchyCodes codes) {
    for (Map.Entry<Level, List<int[]>> entry : codes.levels().entrySet()) {
      Level level = entry.getKey();
      if (level.index() > model.top().index()) {
        throw new SampleRequestException(
            "codes must be of the levels of this model, up to the "
                + model.top().label()
                + " level, but there were some of the "
                + level.label()
                + " level");
      }
      int size = model.shape(level).codebookSize();
      for (int[] item : entry.getValue()) {
        for (int code : item) {
          if (code < 0 || code >= size) {
            throw new SampleRequestException(
                "codes of the "
                    + level.label()
                    + " level must be from 0 to "
                    + (size - 1)
                    + ", but one was "
                    + code
                    + "; they are of another model");
          }
        }
      }
    }
    if (codes.length(model.top()) == 0) {
      throw new SampleRequestException(
          "codes must hold some of the " + model.top().label() + " level, but hold none");
    }
    return codes.levels();
  }

  /** Audio samples that the codes of the top level cover. */
  long covered() {
    List<int[]> top = codes.getOrDefault(model.top(), Collections.emptyList());
    return top.isEmpty()
        ? prompt.length
        : (long) top.get(0).length * model.shape(model.top()).samplesPerCode();
  }

  /**
   * Makes the codes of every sample.
   *
   * @param levels the levels to sample, from the top down
   * @param span the lengths of the piece; codes beyond what is sampled are left out
   * @param samples number of samples
   */
  Map<Level, List<int[]>> at(List<Level> levels, PieceSpan span, int samples) {
    Map<Level, List<int[]>> all = new EnumMap<>(Level.class);
    for (Level level : levels) {
      List<int[]> items =
          prompt.length > 0
              ? List.of(model.codec().encode(prompt, level))
              : codes.getOrDefault(level, Collections.emptyList());
      if (items.isEmpty()) {
        continue;
      }
      if (items.size() != 1 && items.size() != samples) {
        throw new SampleRequestException(
            "samples must be "
                + items.size()
                + ", as many as there are codes to start from, but was "
                + samples
                + "; choose one of them to make several samples from it");
      }
      long covered = Math.min(span.sampled(), covered());
      int length =
          (int) Math.min(items.get(0).length, covered / model.shape(level).samplesPerCode());
      List<int[]> cut = items.stream().map(item -> Arrays.copyOf(item, length)).toList();
      all.put(level, cut.size() == 1 ? Collections.nCopies(samples, cut.get(0)) : cut);
    }
    return all;
  }
}
