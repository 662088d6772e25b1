package org.jukebox4j.sampling.fake;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jukebox4j.core.audio.SampleRate;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.prior.LabelRules;
import org.jukebox4j.prior.LabelVocabularyVersion;
import org.jukebox4j.prior.Prior;
import org.jukebox4j.prior.label.LabelVocabulary;
import org.jukebox4j.sampling.LevelSettings;
import org.jukebox4j.sampling.model.Codec;
import org.jukebox4j.sampling.model.LevelShape;
import org.jukebox4j.sampling.model.SamplingDefaults;
import org.jukebox4j.sampling.model.SamplingModel;

/**
 * A model of {@link MixingPrior}s at 1,000 Hz with 4, 16 and 64 samples per code, so that sizes can
 * be worked out by hand: contexts of 24 top codes (1.536 s), 32 middle codes (0.512 s) and 32
 * bottom codes (0.128 s); pieces from 1 s to 60 s.
 */
public final class FakeModel implements SamplingModel {
  public static final int CODES = 16;

  private final Map<Level, LevelShape> shapes = new EnumMap<>(Level.class);
  public final List<Level> loaded = new ArrayList<>();
  public final List<Integer> threads = new ArrayList<>();
  public String fingerprint = "fake-1";
  public int largestBatch = 8;

  public FakeModel() {
    shapes.put(Level.TOP, shape(24, 64, 0, 8, 1));
    shapes.put(Level.MIDDLE, shape(32, 16, 4, 0, 0));
    shapes.put(Level.BOTTOM, shape(32, 4, 4, 0, 0));
  }

  private static LevelShape shape(int context, int hop, int ratio, int lyrics, double shortest) {
    LabelRules rules = new LabelRules(1000, shortest, 60, LabelVocabularyVersion.V2, 3);
    return new LevelShape(context, hop, ratio, CODES, lyrics, Optional.of(rules));
  }

  @Override
  public SampleRate sampleRate() {
    return new SampleRate(1000);
  }

  @Override
  public Level top() {
    return Level.TOP;
  }

  @Override
  public LevelShape shape(Level level) {
    return Objects.requireNonNull(shapes.get(level));
  }

  @Override
  public Optional<LabelVocabulary> vocabulary(Level level) {
    return Optional.of(
        LabelVocabulary.of(
            LabelVocabularyVersion.V2, List.of("strings", "brass"), List.of("waltz", "march")));
  }

  /** A code is the first sample of its span, at full scale 16; decoding gives it back. */
  @Override
  public Codec codec() {
    return new Codec() {
      @Override
      public int[] encode(float[] samples, Level level) {
        int hop = shape(level).samplesPerCode();
        int[] codes = new int[samples.length / hop];
        for (int i = 0; i < codes.length; i++) {
          codes[i] = Math.floorMod(Math.round(samples[i * hop] * CODES), CODES);
        }
        return codes;
      }

      @Override
      public float[] decode(int[] codes, Level level) {
        int hop = shape(level).samplesPerCode();
        float[] samples = new float[codes.length * hop];
        for (int i = 0; i < samples.length; i++) {
          samples[i] = codes[i / hop] / (float) CODES;
        }
        return samples;
      }
    };
  }

  @Override
  public Prior loadPrior(Level level) {
    loaded.add(level);
    return new MixingPrior(level, shape(level), threads::add);
  }

  @Override
  public String fingerprint() {
    return fingerprint;
  }

  @Override
  public SamplingDefaults defaults() {
    return new SamplingDefaults(2, LevelSettings.TOP, LevelSettings.UPSAMPLER);
  }

  @Override
  public int largestBatch(Level level) {
    return largestBatch;
  }

  @Override
  public double secondsPerCode(Level level) {
    return 0.001;
  }

  @Override
  public void close() {}
}
