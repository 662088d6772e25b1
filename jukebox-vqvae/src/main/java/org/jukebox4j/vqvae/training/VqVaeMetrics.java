package org.jukebox4j.vqvae.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.spectral.SpectralConvergence;
import org.jukebox4j.vqvae.codebook.CodebookMetrics;
import org.jukebox4j.vqvae.codebook.Quantised;
import org.jukebox4j.vqvae.loss.LevelErrors;
import org.jukebox4j.vqvae.loss.OutputErrors;
import org.jukebox4j.vqvae.loss.WaveformLoss;

/**
 * The metrics of a step under the names that the original logs them by, and a few more: entropy in
 * bits, and codes restarted in the step.
 */
public final class VqVaeMetrics {
  private final Map<String, Double> values = new LinkedHashMap<>();

  private VqVaeMetrics() {}

  /** Nothing measured yet. */
  static VqVaeMetrics none() {
    return new VqVaeMetrics();
  }

  /**
   * Measures a step.
   *
   * @param targets {@code [items][samples]}
   * @param step what the graph gave
   * @param loss knows the weights
   * @return losses of each level and of all that were computed, whether or not they have a weight;
   *     what has no level in its name is of the lowest of them
   */
  public static VqVaeMetrics of(float[][] targets, VqVaeStep step, WaveformLoss loss) {
    VqVaeMetrics metrics = new VqVaeMetrics();
    metrics.values.put("loss", step.loss());
    double commitment = 0;
    for (int place = step.levels().size() - 1; place >= 0; place--) {
      LevelStep level = step.levels().get(place);
      int index = level.level().index();
      LevelErrors errors = loss.errors(targets, level.output());
      metrics.add("recons_loss", index, errors.reconstruction());
      metrics.add("spectral_loss", index, errors.spectral());
      metrics.add("multispectral_loss", index, errors.multiResolution());
      commitment += level.commitment();
    }
    metrics.values.put("commit_loss", commitment);
    OutputErrors output = loss.outputErrors(targets, step.levels().get(0).output());
    metrics.values.put("spectral_convergence", output.spectralConvergence());
    metrics.values.put("l2_loss", output.l2());
    metrics.values.put("l1_loss", output.l1());
    metrics.values.put("linf_loss", output.linf());
    return metrics;
  }

  private void add(String name, int level, double value) {
    values.put(name + "_l" + (level + 1), value);
    values.merge(name, value, Double::sum);
  }

  /**
   * Adds the state of the codebooks, as means over the levels.
   *
   * @param quantised vectors of each level with their codes
   * @param codebooks what the step did to each codebook
   */
  public void addCodebooks(List<Quantised> quantised, List<CodebookMetrics> codebooks) {
    mean("fit", quantised, Quantised::fit);
    mean("pn", quantised, Quantised::spread);
    mean("entropy", codebooks, CodebookMetrics::entropy);
    mean("entropy_bits", codebooks, CodebookMetrics::entropyBits);
    mean("used_curr", codebooks, CodebookMetrics::usedNow);
    mean("usage", codebooks, CodebookMetrics::usage);
    mean("restarts", codebooks, CodebookMetrics::restarts);
    mean("dk", codebooks, CodebookMetrics::change);
  }

  /** Adds what a step did to each codebook. */
  void addEachCodebook(List<CodebookMetrics> codebooks) {
    for (int index = 0; index < codebooks.size(); index++) {
      CodebookMetrics codebook = codebooks.get(index);
      String level = "_l" + (index + 1);
      values.put("entropy_bits" + level, codebook.entropyBits());
      values.put("usage" + level, (double) codebook.usage());
      values.put("restarts" + level, (double) codebook.restarts());
    }
  }

  /**
   * Adds how a batch that is not learnt uses the codes of a level.
   *
   * @param level the level
   * @param quantised its vectors with their codes
   * @param size of the codebook
   */
  void addUse(Level level, Quantised quantised, int size) {
    float[] counts = new float[size];
    for (int code : quantised.codes()) {
      counts[code]++;
    }
    String suffix = "_l" + (level.index() + 1);
    values.put("fit" + suffix, quantised.fit());
    values.put("entropy_bits" + suffix, CodebookMetrics.entropyOf(counts) / Math.log(2));
  }

  /**
   * Adds the spectral convergence of each level in decibels, {@code 20 log10}, as a mean over the
   * items that are not silent.
   *
   * @param targets {@code [items][samples]}
   * @param step what the graph gave
   */
  void addConvergences(float[][] targets, VqVaeStep step) {
    SpectralConvergence convergence = new SpectralConvergence();
    for (LevelStep level : step.levels()) {
      double sum = 0;
      int sounding = 0;
      for (int item = 0; item < targets.length; item++) {
        double ratio = convergence.between(targets[item], level.output()[item]);
        if (ratio > 0) {
          sum += 20 * Math.log10(ratio);
          sounding++;
        }
      }
      if (sounding > 0) {
        values.put("spectral_convergence_db_l" + (level.level().index() + 1), sum / sounding);
      }
    }
  }

  private <T> void mean(String name, List<T> levels, ToDoubleFunction<T> metric) {
    values.put(name, levels.stream().mapToDouble(metric).average().orElse(Double.NaN));
  }

  /**
   * Returns the metrics.
   *
   * @return a copy, name to value
   */
  public Map<String, Double> asMap() {
    return new LinkedHashMap<>(values);
  }
}
