package org.jukebox4j.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jukebox4j.core.graph.GraphKind;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.run.BatchGradients;
import org.jukebox4j.core.training.Optimiser;
import org.jukebox4j.core.training.OptimiserSettings;
import org.jukebox4j.core.training.TrainingStep;
import org.jukebox4j.prior.CodesConfig;
import org.jukebox4j.prior.LyricsArchitecture;
import org.jukebox4j.prior.PriorConfig;
import org.jukebox4j.prior.WindowConditioning;
import org.jukebox4j.prior.attention.AttentionSchedule;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig.Output;
import org.jukebox4j.prior.dataset.WindowBatch;
import org.jukebox4j.prior.training.PriorInitialisation;
import org.jukebox4j.prior.training.TrainablePrior;
import org.jukebox4j.prior.transformer.AttentionConfig;
import org.jukebox4j.prior.transformer.TransformerConfig;

/**
 * A small prior with its optimiser: one head, 32 positions in a row, tied output, no conditioning.
 */
final class TrainingPrior implements AutoCloseable {
  /** Size of the codebook. */
  static final int CODES = 2048;

  /** Windows of a batch. */
  static final int ITEMS = 2;

  private static final int ROW_LENGTH = 32;
  private static final int SAMPLES_PER_CODE = 128;
  private static final int SAMPLE_RATE = 22_050;

  private final int context;
  private final TrainablePrior prior;
  private final Optimiser optimiser;

  /** The sizes of a prior. */
  record Size(int width, int depth, int context) {}

  TrainingPrior(Size size, double learningRate) {
    PriorConfig config =
        new PriorConfig(
            new CodesConfig(Level.TOP, size.context, SAMPLES_PER_CODE, CODES, SAMPLE_RATE),
            TransformerConfig.of(
                size.width,
                size.depth,
                AttentionConfig.of(
                    1, AttentionSchedule.ROW_COLUMN_PREVIOUS, size.context / ROW_LENGTH)),
            Output.TIED,
            new LyricsArchitecture.None(),
            null,
            null,
            null);
    this.context = size.context;
    this.prior =
        new TrainablePrior(
            config, PriorInitialisation.SMALL.weights(config, 1), GraphKind.preferred(), ITEMS);
    this.optimiser = new Optimiser(prior.parameters(), OptimiserSettings.defaults(learningRate));
  }

  /** A batch of codes that follow no rule. */
  WindowBatch anyCodes(int seed) {
    List<int[]> codes = new ArrayList<>();
    for (int item = 0; item < ITEMS; item++) {
      int[] ofItem = new int[context];
      for (int i = 0; i < context; i++) {
        int number = (item * context + i + seed) * 0x9e3779b9;
        ofItem[i] = (number ^ number >>> 15) * 0x85ebca6b >>> 21; // the upper 11 bits
      }
      codes.add(ofItem);
    }
    return new WindowBatch(codes, WindowConditioning.none(ITEMS));
  }

  /** Windows in batches; a number that {@link #ITEMS} divides. */
  List<WindowBatch> batches(List<int[]> windows) {
    List<WindowBatch> batches = new ArrayList<>();
    for (int from = 0; from < windows.size(); from += ITEMS) {
      batches.add(
          new WindowBatch(windows.subList(from, from + ITEMS), WindowConditioning.none(ITEMS)));
    }
    return batches;
  }

  /** The mean over the codes of all batches. */
  double bitsPerCode(List<WindowBatch> batches) {
    return batches.stream()
        .mapToDouble(batch -> Objects.requireNonNull(prior.evaluate(batch).get("bits_per_code")))
        .average()
        .orElseThrow();
  }

  BatchGradients gradients(WindowBatch batch) {
    return prior.gradients(batch);
  }

  /** Forward, backward, clipping and Adam. */
  TrainingStep step(WindowBatch batch) {
    BatchGradients result = prior.gradients(batch);
    return optimiser.step(result.loss(), result.gradients());
  }

  @Override
  public void close() {
    optimiser.close();
    prior.close();
  }
}
