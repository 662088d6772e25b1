package org.jukebox4j.sampling.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.parameter.Precision;
import org.jukebox4j.prior.PriorConfig;
import org.jukebox4j.sampling.LevelSettings;
import org.jukebox4j.sampling.window.Window;
import org.jukebox4j.sampling.window.WindowSchedule;
import org.jukebox4j.vqvae.VqVae;

/**
 * What a model needs, counted from its sizes before any weight is loaded. One level is in memory at
 * a time, beside the codec.
 *
 * @param name what the model is called
 * @param codecBytes weights of the codec and its working memory
 * @param levels what each level needs, from the bottom up
 */
public record MemoryEstimate(String name, long codecBytes, List<LevelNeed> levels) {
  /** The most samples that are decoded at a time, as in the original's script. */
  public static final int MOST_AT_ONCE = 16;

  /** What the Java machine, its libraries and the working memory of the codec take. */
  private static final long BASE_BYTES = 500L << 20;

  /** Memory from which weights are read, bytes a second; what two processor cores reach. */
  private static final double BYTES_PER_SECOND = 15e9;

  /** Arithmetic of feeding many known codes at once, a second. */
  private static final double OPERATIONS_PER_SECOND = 60e9;

  /** What a layer costs beside reading its weights. */
  private static final double SECONDS_PER_LAYER = 15e-6;

  /**
   * What one level needs.
   *
   * @param level the level
   * @param parameters number of weights
   * @param weightBytes its weights as they are held
   * @param heapWeightBytes those of them that are on the Java heap, which are rounded to 8 bits
   * @param cacheBytes keys and values of one sample
   * @param heapBytes conditioning and activations of one sample, on the Java heap
   * @param layers number of layers
   */
  public record LevelNeed(
      Level level,
      long parameters,
      long weightBytes,
      long heapWeightBytes,
      long cacheBytes,
      long heapBytes,
      int layers) {
    private long sampleBytes() {
      return cacheBytes + heapBytes;
    }

    /**
     * Returns how long a step is expected to take for one sample.
     *
     * @return seconds
     */
    public double secondsPerCode() {
      return weightBytes / BYTES_PER_SECOND + layers * SECONDS_PER_LAYER;
    }

    private double secondsPerKnownCode() {
      return 2.0 * parameters / OPERATIONS_PER_SECOND;
    }
  }

  /** Copies the list. */
  public MemoryEstimate {
    levels = List.copyOf(levels);
  }

  /**
   * Estimates a model that is held in float32.
   *
   * @param model its description
   * @return what it needs
   */
  public static MemoryEstimate of(ModelDescription model) {
    return of(model, Precision.FLOAT32);
  }

  /**
   * Estimates a model.
   *
   * @param model its description
   * @param precision in which numbers the matrices of the priors' transformers are held
   * @return what it needs
   */
  public static MemoryEstimate of(ModelDescription model, Precision precision) {
    long codec =
        VqVae.parameters(model.codec()).values().stream().mapToLong(MemoryEstimate::size).sum();
    List<LevelNeed> levels = new ArrayList<>();
    for (PriorConfig prior : model.priors()) {
      levels.add(need(prior, precision));
    }
    return new MemoryEstimate(model.name(), codec * Float.BYTES, levels);
  }

  private static LevelNeed need(PriorConfig prior, Precision precision) {
    long elements = prior.checkpointElements();
    boolean isRounded = precision == Precision.INT8;
    long replaced = isRounded ? prior.matrixElements() : 0;
    long rounded = isRounded ? prior.roundedMatrixBytes() : 0;
    long window = (long) prior.sequenceLength() * prior.transformer().width() * Float.BYTES;
    // Conditioning before and after the transformer, and as much again while it is computed.
    long upsampling =
        prior.upsampling() == null
            ? 0
            : 4L
                * prior.codes().contextLength()
                * prior.upsampling().residual().width()
                * Float.BYTES;
    return new LevelNeed(
        prior.codes().level(),
        elements,
        (elements - replaced) * Float.BYTES + rounded,
        rounded,
        prior.cacheBytesPerItem(),
        3 * window + upsampling,
        prior.transformer().depth());
  }

  private static long size(int[] shape) {
    long size = 1;
    for (int length : shape) {
      size *= length;
    }
    return size;
  }

  /**
   * Returns what one level needs.
   *
   * @param level a level of the model
   * @return its needs
   */
  public LevelNeed level(Level level) {
    return levels.get(level.index());
  }

  /**
   * Returns the most memory that is needed at a time.
   *
   * @param samples how many are decoded at a time
   * @return bytes, of the level that needs most
   */
  public long peakBytes(int samples) {
    return levels.stream().mapToLong(level -> bytes(level, samples)).max().orElse(0);
  }

  private long bytes(LevelNeed level, int samples) {
    return BASE_BYTES + codecBytes + level.weightBytes() + samples * level.sampleBytes();
  }

  /**
   * Returns how many samples of a level can be decoded at a time.
   *
   * @param level a level of the model
   * @param memory the memory of the machine
   * @return at least 1, at most {@link #MOST_AT_ONCE}
   */
  public int largestBatch(Level level, MachineMemory memory) {
    LevelNeed need = level(level);
    long free = memory.physicalBytes() - bytes(need, 0);
    long bySystem = free / Math.max(1, need.sampleBytes());
    long heap = memory.heapBytes() / 2 - need.heapWeightBytes();
    long byHeap = heap / Math.max(1, need.heapBytes());
    return (int) Math.max(1, Math.min(MOST_AT_ONCE, Math.min(bySystem, byHeap)));
  }

  /**
   * Refuses a model that cannot fit.
   *
   * @param memory the memory of the machine
   * @throws ModelException saying in plain words what is needed and what there is
   */
  public void requireFits(MachineMemory memory) {
    for (LevelNeed need : levels) {
      if (bytes(need, 1) > memory.physicalBytes()) {
        throw new ModelException(
            "the model "
                + name
                + " needs "
                + gigabytes(peakBytes(1))
                + " of memory to make one sample, but this machine has "
                + gigabytes(memory.physicalBytes())
                + " in all; use a smaller model or a machine with more memory");
      }
      // Of a heap, large arrays that stay can fill two thirds.
      long heapBytes = need.heapBytes() + need.heapWeightBytes() * 3 / 2;
      if (heapBytes > memory.heapBytes()) {
        throw new ModelException(
            "the model "
                + name
                + " needs a Java heap of "
                + gigabytes(heapBytes)
                + ", but it is limited to "
                + gigabytes(memory.heapBytes())
                + "; start Java with a larger -Xmx");
      }
    }
  }

  /**
   * Estimates how long sampling takes, assuming weights are read at 15 GB/s and arithmetic runs at
   * 60 GFLOP/s. Only the order of magnitude is to be trusted.
   *
   * @param model the description that this estimate was made from
   * @param seconds how much music
   * @param samples how many samples
   * @return seconds of all levels together
   */
  public double secondsToSample(ModelDescription model, double seconds, int samples) {
    double all = 0;
    for (LevelNeed need : levels) {
      PriorConfig prior = model.prior(need.level());
      boolean top = need.level() == model.top();
      LevelSettings settings = top ? model.defaults().top() : model.defaults().upsampler();
      int context = prior.codes().contextLength();
      double codes = seconds * prior.codes().sampleRate() / prior.codes().samplesPerCode();
      int total = Math.max(top ? 1 : context, (int) Math.ceil(codes));
      int ratio = prior.upsampling() == null ? 0 : prior.upsampling().codesPerUpperCode();
      WindowSchedule schedule =
          WindowSchedule.until(total, context, settings.hop(context, ratio), 0);
      int reused = schedule.windows().stream().mapToInt(Window::reused).sum();
      // A step reads the weights once for all forms of a window; known codes are computed in each.
      int known = settings.decodersPerSample() * reused;
      all += samples * (total * need.secondsPerCode() + known * need.secondsPerKnownCode());
    }
    return all;
  }

  private static String gigabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
