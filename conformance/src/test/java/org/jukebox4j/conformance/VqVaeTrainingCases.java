package org.jukebox4j.conformance;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jukebox4j.core.graph.GraphKind;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.sequence.SequenceShape;
import org.jukebox4j.core.tensor.FloatTensor;
import org.jukebox4j.vqvae.VqVaeConfig;
import org.jukebox4j.vqvae.codebook.CodebookMetrics;
import org.jukebox4j.vqvae.codebook.CodebookSettings;
import org.jukebox4j.vqvae.codebook.CodebookTraining;
import org.jukebox4j.vqvae.codebook.Quantised;
import org.jukebox4j.vqvae.codebook.RandomRestart;
import org.jukebox4j.vqvae.loss.LossNormalisers;
import org.jukebox4j.vqvae.loss.ReconstructionLoss;
import org.jukebox4j.vqvae.loss.SpectralForm;
import org.jukebox4j.vqvae.loss.VqVaeLossConfig;
import org.jukebox4j.vqvae.loss.WaveformLoss;
import org.jukebox4j.vqvae.training.VqVaeGraph;
import org.jukebox4j.vqvae.training.VqVaeMetrics;
import org.jukebox4j.vqvae.training.VqVaeStep;

/**
 * One training step of a codec, through both graphs: losses, metrics, gradients, codebooks after
 * the step: {@code vqvae*_train}.
 */
final class VqVaeTrainingCases implements GoldenCases {
  private static final double TOLERANCE = 1e-4;
  private static final double DEEP_TOLERANCE = 3e-4;
  private static final String GRADIENT = "out.grad.";
  private static final String NORMS = "out.gradnorm.";

  @Override
  public List<GoldenCase> discover(Path goldenDir) throws IOException {
    List<GoldenCase> cases = new ArrayList<>();
    for (Path file : GoldenFolder.matching(goldenDir, "vqvae*_train.safetensors")) {
      String stem = GoldenFolder.stem(file);
      Path weights = goldenDir.resolve(stem.replace("_train", "_infer") + ".safetensors");
      for (GraphKind kind : GraphKind.values()) {
        cases.add(
            new GoldenCase(
                stem + "/" + kind.name().toLowerCase(Locale.ROOT),
                c -> new Run(GoldenFile.read(file), GoldenFile.read(weights), kind, c).all()));
      }
    }
    return cases;
  }

  /** One file through one form of graph. */
  private static final class Run {
    private final GoldenFile file;
    private final GoldenFile weights;
    private final GraphKind kind;
    private final Comparison comparison;
    private final VqVaeConfig config;
    private final JsonObject hps;
    private final float[] audio;
    private final float[][] items;

    Run(GoldenFile file, GoldenFile weights, GraphKind kind, Comparison comparison) {
      this.file = file;
      this.weights = weights;
      this.kind = kind;
      this.comparison = comparison;
      config = VqVaeCases.config(file);
      hps = file.json("hps").getAsJsonObject();
      audio = file.floats("in.x");
      items = new float[file.shape("in.x")[0]][];
      for (int item = 0; item < items.length; item++) {
        int samples = audio.length / items.length;
        items[item] = Arrays.copyOfRange(audio, item * samples, (item + 1) * samples);
      }
    }

    void all() {
      float[] losses = file.floats("out.losses");
      JsonElement order = file.json("losses_order");
      for (int i = 0; i < losses.length; i++) {
        String name = order.getAsJsonArray().get(i).getAsString();
        VqVaeLossConfig loss = loss(name);
        SequenceShape shape = new SequenceShape(items.length, items[0].length);
        VqVaeGraph graph = new VqVaeGraph(config, loss, kind, shape);
        graph.parameters().load(weights.parameters("param."));
        VqVaeStep step = graph.step(audio, codebooks());
        number("loss " + name, losses[i], step.loss());
        gradients(name, step.gradients());
        measure(name, loss, step);
      }
    }

    private VqVaeLossConfig loss(String name) {
      JsonObject metrics = file.json("metrics").getAsJsonObject().getAsJsonObject(name);
      JsonObject bandwidth = hps.getAsJsonObject("bandwidth");
      JsonObject cfg = file.json("cfg").getAsJsonObject();
      int count = hps.get("linf_k").getAsInt();
      ReconstructionLoss reconstruction =
          switch (name) {
            case "l1" -> ReconstructionLoss.l1();
            case "l2" -> ReconstructionLoss.l2();
            case "linf" -> ReconstructionLoss.linf(count);
            default ->
                new ReconstructionLoss(
                    hps.get("lmix_l1").getAsDouble(),
                    hps.get("lmix_l2").getAsDouble(),
                    hps.get("lmix_linf").getAsDouble(),
                    count);
          };
      reconstruction =
          new ReconstructionLoss(
              reconstruction.absolute(), reconstruction.squared(), reconstruction.largest(), count);
      return new VqVaeLossConfig(
          reconstruction,
          metrics.get("spectral_weight").getAsDouble(),
          cfg.get("multispectral").getAsDouble(),
          cfg.get("commit").getAsDouble(),
          name.endsWith("specconv") ? SpectralForm.CONVERGENCE : SpectralForm.DISTANCE,
          0,
          new LossNormalisers(
              bandwidth.get("l1").getAsDouble(),
              bandwidth.get("l2").getAsDouble(),
              bandwidth.get("spec").getAsDouble()));
    }

    private List<float[]> codebooks() {
      List<float[]> codebooks = new ArrayList<>();
      for (int level = 0; level < config.levels().size(); level++) {
        codebooks.add(weights.floats("param.bottleneck.level_blocks." + level + ".k"));
      }
      return codebooks;
    }

    private void gradients(String loss, Map<String, FloatTensor> gradients) {
      if (loss.equals("lmix")) {
        for (String name : file.names()) {
          if (name.startsWith(GRADIENT)) {
            float[] actual = gradients.get(name.substring(GRADIENT.length())).toArray();
            comparison.floats(name, file.floats(name), actual, DEEP_TOLERANCE);
          }
        }
      }
      if (file.has(NORMS + loss)) {
        List<Float> norms = new ArrayList<>();
        for (JsonElement name : file.json("gradnorm_names").getAsJsonArray()) {
          double sum = 0;
          for (float value : gradients.get(name.getAsString()).toArray()) {
            sum += (double) value * value;
          }
          norms.add((float) Math.sqrt(sum));
        }
        float[] actual = new float[norms.size()];
        for (int i = 0; i < actual.length; i++) {
          actual[i] = norms.get(i);
        }
        comparison.floats(NORMS + loss, file.floats(NORMS + loss), actual, TOLERANCE);
      }
    }

    private void measure(String name, VqVaeLossConfig loss, VqVaeStep step) {
      VqVaeMetrics metrics = VqVaeMetrics.of(items, step, new WaveformLoss(loss));
      if (name.equals("l2")) {
        compare("eval ", file.json("metrics_eval_l2").getAsJsonObject(), metrics.asMap());
      }
      JsonElement tokens = file.json("num_tokens");
      double decay = file.json("cfg").getAsJsonObject().get("mu").getAsDouble();
      CodebookSettings settings = new CodebookSettings(decay, RandomRestart.ORIGINAL);
      List<Quantised> quantised = new ArrayList<>();
      List<CodebookMetrics> changes = new ArrayList<>();
      for (int level = 0; level < config.levels().size(); level++) {
        try (CodebookTraining training =
            new CodebookTraining(
                Level.of(level), config.codebookSize(), config.embeddingWidth(), settings)) {
          training.restoreFromExpectedUse(
              codebooks().get(level), tokens.getAsJsonArray().get(level).getAsLong());
          quantised.add(training.quantise(step.levels().get(level).vectors()));
          changes.add(
              training.update(
                  quantised.get(level),
                  new GoldenDraws(file, "in.perm." + level, "in.tile_noise." + level)));
          if (name.equals("lmix")) {
            after(level, training);
          }
        }
      }
      if (name.equals("lmix")) {
        float[] output = new float[audio.length];
        for (int item = 0; item < items.length; item++) {
          float[] one = step.levels().get(0).output()[item];
          System.arraycopy(one, 0, output, item * one.length, one.length);
        }
        comparison.floats("out.x_out", file.floats("out.x_out"), output, TOLERANCE);
      }
      metrics.addCodebooks(quantised, changes);
      JsonObject expected = file.json("metrics").getAsJsonObject().getAsJsonObject(name);
      compare(name + " ", expected, metrics.asMap());
    }

    private void after(int level, CodebookTraining training) {
      floats("out.k." + level, training.vectors());
      floats("out.k_sum." + level, training.sums());
      floats("out.k_elem." + level, training.counts());
    }

    private void floats(String name, float[] actual) {
      comparison.floats(name, file.floats(name), actual, TOLERANCE);
    }

    private void compare(String where, JsonObject expected, Map<String, Double> actual) {
      for (Map.Entry<String, JsonElement> each : expected.entrySet()) {
        if (!each.getKey().equals("spectral_weight")) {
          number(where + each.getKey(), each.getValue().getAsDouble(), actual.get(each.getKey()));
        }
      }
    }

    private void number(String what, double expected, double actual) {
      comparison.doubles(what, new double[] {expected}, new double[] {actual}, TOLERANCE);
    }
  }
}
