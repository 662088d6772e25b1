package org.jukebox4j.vqvae.codebook;

import java.util.Arrays;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * A codebook while it is trained, without gradients: each vector is the average of the encoder's
 * vectors that chose it, {@code e_i <- m_i / n_i} with running sums {@code m_i} and counts {@code
 * n_i}. Source: Dhariwal et al. 2020, §3.1; van den Oord et al. 2017, appendix A.1.
 *
 * <p>Used by one thread at a time.
 */
public final class CodebookTraining implements AutoCloseable {
  /** Counts below this are rounding noise of a code that nothing chooses. */
  private static final float NEVER_CHOSEN = 1e-6f;

  private final Level level;
  private final int size;
  private final int width;
  private final CodebookSettings settings;
  private final float[] vectors;
  private final float[] sums;
  private final float[] counts;
  private boolean initialised;
  private NearestCode nearest;

  /**
   * A codebook without vectors.
   *
   * @param level whose codes these are
   * @param size how many codes
   * @param width width of a vector
   * @param settings how it is trained
   */
  public CodebookTraining(Level level, int size, int width, CodebookSettings settings) {
    this.level = level;
    this.size = size;
    this.width = width;
    this.settings = settings;
    this.vectors = new float[Math.multiplyExact(size, width)];
    this.sums = new float[vectors.length];
    this.counts = new float[size];
    this.nearest = search();
  }

  /**
   * Says whether there are vectors.
   *
   * @return false until one of the methods that give some was called
   */
  public boolean isInitialised() {
    return initialised;
  }

  /**
   * Takes random vectors of a batch as the first codes, each as if it had been used once.
   *
   * @param batch {@code [count, width]}
   * @param draws random choices
   */
  public void initialise(float[] batch, RestartDraws draws) {
    RestartVectors restarts = new RestartVectors(batch, size, width, draws);
    for (int code = 0; code < size; code++) {
      restarts.write(code, vectors);
    }
    System.arraycopy(vectors, 0, sums, 0, sums.length);
    Arrays.fill(counts, 1f);
    vectorsChanged();
  }

  /**
   * Takes random vectors of some batches as the first codes. Where restarts count against the
   * expected use, each begins as a restarted one does, so that a code which nothing chooses is
   * found out as soon as later; else as if it had been used once.
   *
   * @param batches {@code [count, width]}
   * @param vectorsOfStep vectors of one batch
   * @param draws random choices
   */
  public void initialise(float[] batches, int vectorsOfStep, RestartDraws draws) {
    initialise(batches, draws);
    for (int code = 0; code < size; code++) {
      countAnew(code, vectorsOfStep);
    }
  }

  /**
   * Goes on from a checkpoint that has the vectors only, as if each had had its expected use. The
   * original's checkpoints are like that.
   *
   * @param trained {@code [size, width]}
   * @param vectorsOfStep vectors of one batch
   */
  public void restoreFromExpectedUse(float[] trained, long vectorsOfStep) {
    float use = (float) ((double) vectorsOfStep / size);
    requireLength("vectors", trained.length, vectors.length);
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = trained[i];
      sums[i] = trained[i] * use;
    }
    Arrays.fill(counts, use);
    vectorsChanged();
  }

  /**
   * Goes on from where another training stopped.
   *
   * @param savedVectors what {@link #vectors} returned
   * @param savedSums what {@link #sums} returned
   * @param savedCounts what {@link #counts} returned
   */
  public void restore(float[] savedVectors, float[] savedSums, float[] savedCounts) {
    requireLength("vectors", savedVectors.length, vectors.length);
    requireLength("sums", savedSums.length, sums.length);
    requireLength("counts", savedCounts.length, counts.length);
    System.arraycopy(savedVectors, 0, vectors, 0, vectors.length);
    System.arraycopy(savedSums, 0, sums, 0, sums.length);
    System.arraycopy(savedCounts, 0, counts, 0, counts.length);
    vectorsChanged();
  }

  private static void requireLength(String what, int actual, int expected) {
    if (actual != expected) {
      throw new IllegalArgumentException(
          "%s of a codebook: expected %d elements but there were %d; is this another model's?"
              .formatted(what, expected, actual));
    }
  }

  private void vectorsChanged() {
    initialised = true;
    nearest.close();
    nearest = search();
  }

  private NearestCode search() {
    return new NearestCode(new Codebook(level, FloatTensor.of(vectors, size, width)));
  }

  /**
   * Finds the nearest codes.
   *
   * @param batch {@code [count, width]}; held
   * @return the codes with their distances
   */
  public Quantised quantise(float[] batch) {
    if (!initialised) {
      throw new IllegalStateException(
          "the codebook of the %s level has no vectors yet; initialise or restore it"
              .formatted(level.label()));
    }
    int count = batch.length / width;
    Quantised quantised = new Quantised(batch, new int[count], new float[count]);
    nearest.find(batch, quantised.codes(), quantised.distances());
    return quantised;
  }

  /**
   * Moves the vectors towards those that chose them, and restarts codes that too few chose.
   *
   * @param quantised vectors of a batch with the codes that they had before
   * @param draws random choices
   * @return what changed
   */
  public CodebookMetrics update(Quantised quantised, RestartDraws draws) {
    float[] batchCounts = new float[size];
    average(quantised, batchCounts);
    float[] before = vectors.clone();
    double threshold = settings.restart().usesOf(quantised.codes().length, size);
    int restarted = replaceVectors(quantised, threshold, draws);
    vectorsChanged();
    double neededNow = settings.restart() instanceof RandomRestart.BelowUses ? threshold : 1;
    int usedNow = 0;
    int usage = 0;
    for (int code = 0; code < size; code++) {
      usedNow += batchCounts[code] >= neededNow ? 1 : 0;
      usage += counts[code] >= threshold ? 1 : 0;
    }
    double change = distance(before, vectors) / Math.sqrt(vectors.length);
    return new CodebookMetrics(
        CodebookMetrics.entropyOf(batchCounts), usedNow, usage, restarted, change);
  }

  private void average(Quantised quantised, float[] batchCounts) {
    float[] batchSums = new float[sums.length];
    int[] codes = quantised.codes();
    float[] x = quantised.vectors();
    for (int i = 0; i < codes.length; i++) {
      int to = codes[i] * width;
      for (int j = 0; j < width; j++) {
        batchSums[to + j] += x[i * width + j];
      }
      batchCounts[codes[i]]++;
    }
    float keep = (float) settings.emaDecay();
    float take = (float) (1 - settings.emaDecay());
    for (int i = 0; i < sums.length; i++) {
      sums[i] = keep * sums[i] + take * batchSums[i];
    }
    for (int code = 0; code < size; code++) {
      counts[code] = keep * counts[code] + take * batchCounts[code];
    }
  }

  private int replaceVectors(Quantised quantised, double threshold, RestartDraws draws) {
    RestartVectors restarts = new RestartVectors(quantised.vectors(), size, width, draws);
    boolean never = settings.restart() instanceof RandomRestart.Never;
    int restarted = 0;
    for (int code = 0; code < size; code++) {
      boolean used = never ? counts[code] > NEVER_CHOSEN : counts[code] >= threshold;
      if (used) {
        for (int i = code * width; i < (code + 1) * width; i++) {
          vectors[i] = sums[i] / counts[code];
        }
      } else if (!never) {
        restarts.write(code, vectors);
        restarted++;
        countAnew(code, quantised.codes().length);
      }
    }
    return restarted;
  }

  /** The original leaves sum and count of a restarted code as they were. */
  private void countAnew(int code, int batch) {
    if (settings.restart() instanceof RandomRestart.BelowShareOfExpectedUse rule) {
      float use = (float) (rule.restartedShare() * batch / size);
      counts[code] = use;
      for (int i = code * width; i < (code + 1) * width; i++) {
        sums[i] = vectors[i] * use;
      }
    }
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = (double) a[i] - b[i];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }

  /**
   * Returns the vectors, which are what a codec needs.
   *
   * @return a copy, {@code [size, width]}
   */
  public float[] vectors() {
    return vectors.clone();
  }

  /**
   * Returns the running sums of the vectors that chose each code.
   *
   * @return a copy, {@code [size, width]}
   */
  public float[] sums() {
    return sums.clone();
  }

  /**
   * Returns the running counts of the vectors that chose each code.
   *
   * @return a copy, {@code [size]}
   */
  public float[] counts() {
    return counts.clone();
  }

  /** Frees the memory of the search. */
  @Override
  public void close() {
    nearest.close();
  }
}
