package org.jukebox4j.vqvae;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.parameter.ParameterBinding;
import org.jukebox4j.core.parameter.ParameterScope;
import org.jukebox4j.core.parameter.ParameterShapes;
import org.jukebox4j.core.parameter.ParameterSource;

/**
 * The codec between audio and codes. Source: Dhariwal et al. 2020, §3.
 *
 * <p>Immutable and shared between threads. Recordings of any length pass in pieces, so that memory
 * is bounded; the result is the same, bit for bit, as that of one pass over the whole.
 */
public final class VqVae implements AutoCloseable {
  /** Samples of a piece: enough work for all processors, few enough for a shared cache. */
  private static final int BLOCK_SAMPLES = 1 << 16;

  private final VqVaeConfig config;
  private final List<VqVaeLevel> levels;
  private final MemoryPool memory = new MemoryPool();

  private VqVae(VqVaeConfig config, List<VqVaeLevel> levels) {
    this.config = config;
    this.levels = levels;
  }

  /**
   * Loads a codec.
   *
   * @param config its numbers
   * @param source its weights, under the names of the released checkpoints
   * @return the codec
   * @throws org.jukebox4j.core.parameter.ParameterMismatchException if the weights do not fit
   */
  public static VqVae load(VqVaeConfig config, ParameterSource source) {
    // Weights are repacked while they are read, so what was read is freed at once.
    try (ParameterBinding binding = new ParameterBinding(source)) {
      return bind(config, binding);
    }
  }

  /**
   * Lists the parameters of a codec, codebooks included.
   *
   * @param config its numbers
   * @return name to shape, as in the released checkpoints
   */
  public static Map<String, int[]> parameters(VqVaeConfig config) {
    ParameterBinding binding = new ParameterBinding(new ParameterShapes());
    bind(config, binding).close();
    return binding.shapes();
  }

  private static VqVae bind(VqVaeConfig config, ParameterBinding binding) {
    return binding.bind("the VQ-VAE", root -> build(config, root), VqVae::isParameter);
  }

  private static VqVae build(VqVaeConfig config, ParameterScope root) {
    List<VqVaeLevel> levels = new ArrayList<>();
    for (int index = 0; index < config.levels().size(); index++) {
      levels.add(VqVaeLevel.from(root, config, Level.of(index)));
    }
    return new VqVae(config, List.copyOf(levels));
  }

  private static boolean isParameter(String name) {
    return name.startsWith("encoders.")
        || name.startsWith("decoders.")
        || name.startsWith("bottleneck.");
  }

  /** Codes of a piece: a whole number at every level. */
  static int blockCodes(int samplesPerCode) {
    return Math.max(1, BLOCK_SAMPLES / samplesPerCode);
  }

  /**
   * Returns the numbers of this codec.
   *
   * @return the configuration
   */
  public VqVaeConfig config() {
    return config;
  }

  /**
   * Returns how many levels there are.
   *
   * @return one to three
   */
  public int levels() {
    return levels.size();
  }

  /**
   * Returns how many samples one code stands for.
   *
   * @param level one of this codec's levels
   * @return samples of one channel
   */
  public int samplesPerCode(Level level) {
    return config.samplesPerCode(level);
  }

  /**
   * Encodes a recording. Every level encodes the recording itself, not the codes below it.
   *
   * <p>The length is cut down to a whole number of codes of this level; the rest has no influence.
   * The original cuts a prompt to whole codes of the top level instead (128 samples): do that
   * before, where levels must end together.
   *
   * @param samples mono, {@code [time]}, in [-1, 1]
   * @param level which codes to make
   * @return {@code [time / samplesPerCode]}
   */
  public int[] encode(float[] samples, Level level) {
    int samplesPerCode = samplesPerCode(level);
    requireOneCode(samples.length, level, samplesPerCode);
    int[] codes = new int[samples.length / samplesPerCode];
    int[] written = {0};
    CodeSink sink =
        (from, offset, count) -> {
          System.arraycopy(from, offset, codes, written[0], count);
          written[0] += count;
        };
    try (EncodingStream stream = encoding(level, sink)) {
      stream.write(samples, 0, samples.length);
      stream.finish();
    }
    return codes;
  }

  /**
   * Decodes codes with the decoder of their level alone; the levels below are not needed.
   *
   * @param codes {@code [time]}, each in [0, codebookSize)
   * @param level whose codes these are
   * @return mono, {@code [time * samplesPerCode]}, nominally in [-1, 1] but not clipped
   */
  public float[] decode(int[] codes, Level level) {
    float[] samples = new float[Math.multiplyExact(codes.length, samplesPerCode(level))];
    int[] written = {0};
    SampleSink sink =
        (from, offset, count) -> {
          System.arraycopy(from, offset, samples, written[0], count);
          written[0] += count;
        };
    try (DecodingStream stream = decoding(level, sink)) {
      stream.write(codes, 0, codes.length);
      stream.finish();
    }
    return samples;
  }

  /**
   * Starts to encode a recording that arrives in pieces.
   *
   * @param level which codes to make
   * @param sink receives them
   * @return write the samples to it
   */
  public EncodingStream encoding(Level level, CodeSink sink) {
    return new EncodingStream(part(level), samplesPerCode(level), memory, sink);
  }

  /**
   * Starts to decode codes that arrive in pieces.
   *
   * @param level whose codes these are
   * @param sink receives the samples
   * @return write the codes to it
   */
  public DecodingStream decoding(Level level, SampleSink sink) {
    return new DecodingStream(part(level), samplesPerCode(level), memory, sink);
  }

  /**
   * Returns what the encoder of a level makes of a recording before the nearest codes are chosen.
   *
   * @param samples mono, {@code [time]}, in [-1, 1]; cut down to a whole number of codes
   * @param level which encoder
   * @return {@code [time / samplesPerCode, embeddingWidth]}
   */
  public float[] encodeToVectors(float[] samples, Level level) {
    int samplesPerCode = samplesPerCode(level);
    requireOneCode(samples.length, level, samplesPerCode);
    int whole = samples.length - samples.length % samplesPerCode;
    return part(level).encoder().forward(samples, whole);
  }

  /**
   * Returns the vectors that codes stand for, which is what the decoder reads.
   *
   * @param codes {@code [time]}, each in [0, codebookSize)
   * @param level whose codes these are
   * @return {@code [time, embeddingWidth]}
   */
  public float[] vectorsOf(int[] codes, Level level) {
    float[] vectors = new float[Math.multiplyExact(codes.length, config.embeddingWidth())];
    part(level).codebook().lookUp(codes, 0, codes.length, vectors);
    return vectors;
  }

  private VqVaeLevel part(Level level) {
    config.level(level);
    return levels.get(level.index());
  }

  private void requireOneCode(int samples, Level level, int samplesPerCode) {
    if (samples < samplesPerCode) {
      throw new IllegalArgumentException(
          ("samples must fill at least one code of the %s level, which takes %d samples (%.4f s),"
                  + " but there were %d; give more audio")
              .formatted(
                  level.label(),
                  samplesPerCode,
                  config.sampleRate().seconds(samplesPerCode),
                  samples));
    }
  }

  @Override
  public void close() {
    levels.forEach(VqVaeLevel::close);
    memory.close();
  }
}
