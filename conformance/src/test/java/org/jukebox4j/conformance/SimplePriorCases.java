package org.jukebox4j.conformance;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.residual.DilationOrder;
import org.jukebox4j.prior.PriorConfig;
import org.jukebox4j.prior.PriorLoss;
import org.jukebox4j.prior.TransformerPrior;
import org.jukebox4j.prior.WindowConditioning;
import org.jukebox4j.prior.WindowDecoder;
import org.jukebox4j.sampling.token.TokenSampler;
import org.jukebox4j.vqvae.VqVae;
import org.jukebox4j.vqvae.VqVaeConfig;

/** Whole priors with conditioning and lyrics, whole and sampled: {@code simpleprior_*}. */
final class SimplePriorCases implements GoldenCases {
  private static final int CHUNK = 5;

  @Override
  public List<GoldenCase> discover(Path goldenDir) throws IOException {
    return GoldenFile.cases(
        goldenDir,
        "simpleprior_*.safetensors",
        (file, comparison) -> new Run(file, comparison).run());
  }

  /** Puts the arrays of all items behind each other. */
  static float[] joined(List<float[]> parts) {
    float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  /** One file. */
  private static final class Run {
    private final GoldenFile file;
    private final Comparison comparison;
    private final PriorConfig config;
    private final WindowConditioning conditioning;
    private final List<int[]> codes;
    private final int items;
    private final double tolerance;

    Run(GoldenFile file, Comparison comparison) {
      this.file = file;
      this.comparison = comparison;
      this.config = GoldenPrior.configOf(file);
      this.conditioning = GoldenPrior.conditioning(file);
      this.codes = GoldenPrior.rows(file, "in.z");
      this.items = conditioning.items();
      this.tolerance = TransformerCases.tolerance(config.transformer().depth());
    }

    void run() {
      try (TransformerPrior prior =
          TransformerPrior.load(config, GoldenPriorSearch.priorParameters(file))) {
        new PriorVectors(file, config, comparison).compare(conditioning);
        float[] logits = joined(prior.logits(conditioning, codes));
        comparison.floats("logits", file.floats("out.logits"), logits, tolerance);
        comparison.floats("logits_train", file.floats("out.logits_train"), logits, tolerance);
        compareLoss(prior.loss(conditioning, codes));
        for (Map.Entry<String, JsonElement> run :
            file.json("sample_runs").getAsJsonObject().entrySet()) {
          sample(prior, run.getKey(), run.getValue().getAsJsonObject());
        }
      }
      decode();
    }

    private void compareLoss(PriorLoss loss) {
      JsonObject metrics = file.json("metrics").getAsJsonObject();
      compareNumber("bpd", metrics.get("bpd").getAsDouble(), loss.codes());
      compareNumber("gen_loss", metrics.get("gen_loss").getAsDouble(), loss.codes());
      compareNumber("prime_loss", metrics.get("prime_loss").getAsDouble(), loss.lyrics());
      compareNumber("loss", file.doubles("out.loss")[0], loss.total());
      compareNumber("loss_eval", file.doubles("out.loss_eval")[0], loss.total());
    }

    private void compareNumber(String what, double expected, double actual) {
      comparison.doubles(what, new double[] {expected}, new double[] {actual}, tolerance);
    }

    private void sample(TransformerPrior prior, String name, JsonObject run) {
      String out = "out.sample." + name + ".";
      int prefix = run.get("prefix").getAsInt();
      float temperature = run.get("temp").getAsFloat();
      int length = file.shape(out + "z")[1];
      TokenSampler sampler =
          run.get("gumbel").getAsBoolean()
              ? AutoregressiveCases.noisy(file.floats("in.gumbel"), items)
              : AutoregressiveCases.greedy();
      int before = config.sequenceLength() - config.codes().contextLength();
      int[] sampled = new int[items * length];
      try (WindowDecoder decoder = prior.open(conditioning)) {
        int size = decoder.vocabularySize();
        float[] tempered = new float[items * (length - prefix) * size];
        if (prefix > 0) {
          decoder.append(
              codes.stream().map(ofItem -> Arrays.copyOf(ofItem, prefix)).toList(), CHUNK);
        }
        for (int item = 0; item < items; item++) {
          System.arraycopy(codes.get(item), 0, sampled, item * length, prefix);
        }
        while (decoder.position() < length) {
          int t = decoder.position();
          float[] logits = decoder.logits().clone();
          int[] next = new int[items];
          for (int i = 0; i < logits.length; i++) {
            logits[i] /= temperature;
          }
          for (int item = 0; item < items; item++) {
            int at = (item * (length - prefix) + t - prefix) * size;
            System.arraycopy(logits, item * size, tempered, at, size);
            int token = sampler.choose(logits, item * size, size, item, before + t);
            next[item] = token;
            sampled[item * length + t] = decoder.codeOf(token);
          }
          decoder.appendDrawn(next);
        }
        comparison.floats(
            name + " logits", file.floats(out + "logits_tempered"), tempered, tolerance);
      }
      comparison.integers(name, file.integers(out + "z"), sampled);
    }

    private void decode() {
      VqVaeConfig codec = GoldenCodec.configOf(file, "param.vqvae.", DilationOrder.SHRINKING);
      try (VqVae vqVae = VqVae.load(codec, file.parameters("param.vqvae."))) {
        Level level = config.codes().level();
        List<float[]> audio = codes.stream().map(ofItem -> vqVae.decode(ofItem, level)).toList();
        comparison.floats("decode", file.floats("out.decode"), joined(audio), tolerance);
      }
    }
  }
}
