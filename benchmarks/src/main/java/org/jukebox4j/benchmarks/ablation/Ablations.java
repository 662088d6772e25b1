package org.jukebox4j.benchmarks.ablation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jukebox4j.core.audio.SampleRate;
import org.jukebox4j.core.graph.GraphKind;
import org.jukebox4j.core.run.BatchGradients;
import org.jukebox4j.core.run.TrainableModel;
import org.jukebox4j.core.sequence.SequenceShape;
import org.jukebox4j.core.training.GradientClipping;
import org.jukebox4j.core.training.LearningRate;
import org.jukebox4j.core.training.LearningRateSchedule;
import org.jukebox4j.core.training.Optimiser;
import org.jukebox4j.core.training.OptimiserSettings;
import org.jukebox4j.vqvae.VqVaeConfig;
import org.jukebox4j.vqvae.codebook.CodebookSettings;
import org.jukebox4j.vqvae.codebook.RandomRestart;
import org.jukebox4j.vqvae.loss.LossNormaliserMeter;
import org.jukebox4j.vqvae.loss.LossNormalisers;
import org.jukebox4j.vqvae.loss.VqVaeLossConfig;
import org.jukebox4j.vqvae.training.TrainableVqVae;
import org.jukebox4j.vqvae.training.TrainedParts;
import org.jukebox4j.vqvae.training.VqVaeInitialisation;
import org.jukebox4j.vqvae.training.VqVaeTrainingConfig;

/**
 * Trains five variants of a small codec on the same synthesised songs in the same order, and prints
 * what they reach on songs that were kept apart. One line a measurement, as a Markdown table.
 *
 * <pre>
 * java -cp benchmarks.jar org.jukebox4j.benchmarks.ablation.Ablations [STEPS [VARIANT]]
 * </pre>
 */
public final class Ablations {
  private static final SampleRate RATE = new SampleRate(11_025);
  private static final int ITEMS = 4;
  private static final int SAMPLES = 8192;
  private static final int MEASURED_BATCHES = 6;
  private static final int SMALL_CODEBOOK = 256;
  private static final int CODEBOOK = 2048;
  private static final double EMA_DECAY = 0.99;
  private static final List<String> SHOWN =
      List.of(
          "entropy_bits_l1",
          "usage_l1",
          "entropy_bits_l3",
          "usage_l3",
          "validation.spectral_convergence_db_l1",
          "validation.spectral_convergence_db_l2",
          "validation.spectral_convergence_db_l3");

  private final long steps;
  private final SongPool songs = new SongPool(RATE, ITEMS, SAMPLES);
  private final LossNormalisers normalisers = normalisers();

  private Ablations(long steps) {
    this.steps = steps;
  }

  /**
   * Runs the variants.
   *
   * @param arguments how many steps each is trained (800), and which variant alone
   */
  public static void main(String[] arguments) {
    long steps = arguments.length > 0 ? Long.parseLong(arguments[0]) : 800;
    Ablations ablations = new Ablations(steps);
    System.out.println("| variant | step | " + String.join(" | ", SHOWN) + " |");
    System.out.println("|---|---|" + "---|".repeat(SHOWN.size()));
    for (AblationSettings variant : variants()) {
      if (arguments.length < 2 || variant.name().equals(arguments[1])) {
        ablations.run(variant);
      }
    }
    System.exit(0); // ND4J keeps threads
  }

  private static List<AblationSettings> variants() {
    CodebookSettings restart = new CodebookSettings(EMA_DECAY, RandomRestart.RELATIVE);
    CodebookSettings none = new CodebookSettings(EMA_DECAY, RandomRestart.NEVER);
    return List.of(
        new AblationSettings("all", CODEBOOK, restart, 1, ITEMS, SAMPLES),
        new AblationSettings("no-restart", CODEBOOK, none, 1, ITEMS, SAMPLES),
        new AblationSettings("256-codes", SMALL_CODEBOOK, restart, 1, ITEMS, SAMPLES),
        new AblationSettings("no-spectral-loss", CODEBOOK, restart, 0, ITEMS, SAMPLES),
        new AblationSettings("hierarchical", CODEBOOK, restart, 1, ITEMS, SAMPLES));
  }

  private LossNormalisers normalisers() {
    LossNormaliserMeter meter = new LossNormaliserMeter();
    for (int batch = 0; batch < MEASURED_BATCHES; batch++) {
      for (float[] item : songs.learnt(batch)) {
        meter.add(new float[][] {item});
      }
    }
    return meter.normalisers();
  }

  private TrainableModel<float[][]> model(AblationSettings variant) {
    VqVaeConfig config =
        VqVaeConfig.builder()
            .sampleRate(RATE)
            .levels(new int[] {3, 2, 2}, new int[] {2, 2, 2}, new int[] {1, 1, 1})
            .codebook(variant.codebookSize(), 32)
            .residual(16, 2, 1)
            .build();
    VqVaeLossConfig usual = VqVaeLossConfig.smallVqvae(normalisers);
    VqVaeLossConfig losses = usual.withSpectral(0, variant.spectralWeight(), usual.spectralForm());
    if (variant.name().equals("hierarchical")) {
      return new HierarchicalCodec(config, variant, losses);
    }
    SequenceShape batch = new SequenceShape(ITEMS, SAMPLES);
    return new TrainableVqVae(
        config,
        new VqVaeTrainingConfig(losses, variant.codebooks(), batch, 0, 3, TrainedParts.WHOLE),
        GraphKind.KERNEL,
        VqVaeInitialisation.weights(config, 1),
        songs::learnt);
  }

  private void run(AblationSettings variant) {
    OptimiserSettings settings =
        OptimiserSettings.defaults(1e-3)
            .withClipping(new GradientClipping(5))
            .withLearningRate(
                new LearningRate(
                    1e-3,
                    new LearningRateSchedule.WarmUp(60, new LearningRateSchedule.Constant())));
    try (TrainableModel<float[][]> model = model(variant);
        Optimiser optimiser = new Optimiser(model.parameters(), settings)) {
      for (long step = 0; step < steps; step++) {
        BatchGradients batch = model.gradients(songs.learnt(step));
        optimiser.step(batch.loss(), batch.gradients());
        Map<String, Double> metrics = new LinkedHashMap<>(model.stepMade(step));
        long done = step + 1;
        if (done == 10 || done == 50 || done % 200 == 0 || done == steps) {
          validation(model).forEach((name, value) -> metrics.put("validation." + name, value));
          print(variant.name(), done, metrics);
        }
      }
    }
  }

  private Map<String, Double> validation(TrainableModel<float[][]> model) {
    Map<String, Double> means = new TreeMap<>();
    for (int batch = 0; batch < MEASURED_BATCHES; batch++) {
      model
          .evaluate(songs.keptApart(batch))
          .forEach((name, value) -> means.merge(name, value / MEASURED_BATCHES, Double::sum));
    }
    return means;
  }

  private static void print(String variant, long step, Map<String, Double> metrics) {
    StringBuilder line = new StringBuilder("| " + variant + " | " + step + " |");
    for (String name : SHOWN) {
      Double value = metrics.get(name);
      line.append(value == null ? " – |" : String.format(Locale.ROOT, " %.2f |", value));
    }
    System.out.println(line);
  }
}
