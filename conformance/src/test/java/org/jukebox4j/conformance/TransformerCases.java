package org.jukebox4j.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.parameter.ParameterBinding;
import org.jukebox4j.prior.attention.AttentionKind;
import org.jukebox4j.prior.attention.AttentionSchedule;
import org.jukebox4j.prior.attention.EncoderStates;
import org.jukebox4j.prior.transformer.AttentionConfig;
import org.jukebox4j.prior.transformer.SequenceLengths;
import org.jukebox4j.prior.transformer.StepDecoder;
import org.jukebox4j.prior.transformer.Transformer;
import org.jukebox4j.prior.transformer.TransformerConfig;
import org.jukebox4j.prior.transformer.TransformerConfig.ResidualScale;

/** Stacks of layers: {@code transformer_*}. */
final class TransformerCases implements GoldenCases {
  private static final int DEEP = 16;

  @Override
  public List<GoldenCase> discover(Path goldenDir) throws IOException {
    return GoldenFile.cases(goldenDir, "transformer_*.safetensors", TransformerCases::run);
  }

  /** Deep stacks collect rounding errors. */
  static double tolerance(int depth) {
    return depth >= DEEP ? 3e-4 : 1e-4;
  }

  /** The sizes that a file records. */
  static TransformerConfig config(GoldenFile file) {
    return new TransformerConfig(
        file.json("width").getAsInt(),
        file.json("depth").getAsInt(),
        new AttentionConfig(
            file.json("heads").getAsInt(),
            file.json("m_attn").getAsDouble(),
            AttentionSchedule.of(file.json("attn_order").getAsInt()),
            file.json("blocks").getAsInt(),
            file.json("spread").getAsInt()),
        file.json("m_mlp").getAsDouble(),
        file.json("res_scale").getAsBoolean() ? ResidualScale.BY_DEPTH : ResidualScale.FULL);
  }

  /** The lengths that a file records. */
  static SequenceLengths lengths(GoldenFile file) {
    return new SequenceLengths(
        file.json("n_ctx").getAsInt(),
        file.json("encoder_dims").getAsInt(),
        file.json("prime_len").getAsInt());
  }

  private static void run(GoldenFile file, Comparison comparison) {
    TransformerConfig config = config(file);
    SequenceLengths lengths = lengths(file);
    int depth = config.depth();
    AttentionSchedule schedule = config.attention().schedule();
    int[] kinds = schedule.layers(depth).stream().mapToInt(AttentionKind::number).toArray();
    comparison.integers(
        "attn_funcs",
        Arrays.stream(GoldenJson.ints(file.json("attn_funcs"))).asLongStream().toArray(),
        kinds);
    try (ParameterBinding binding = new ParameterBinding(file.parameters("param."))) {
      Transformer transformer =
          binding.bind(
              "the transformer", scope -> Transformer.from(scope, config, lengths), name -> true);
      double tolerance = tolerance(depth);
      float[] whole = whole(file, transformer);
      comparison.floats("y", file.floats("out.y"), whole, tolerance);
      comparison.floats("y_train", file.floats("out.y_train"), whole, tolerance);
      String recorded = file.has("out.y_step") ? "out.y_step" : "out.y";
      comparison.floats("y_step", file.floats(recorded), chunked(file, transformer, 1), tolerance);
      for (int chunk : new int[] {3, 8, lengths.length()}) {
        comparison.floats(
            "chunks of " + chunk,
            file.floats("out.y"),
            chunked(file, transformer, chunk),
            tolerance);
      }
    }
  }

  private static @Nullable EncoderStates encoder(GoldenFile file) {
    return file.has("in.encoder_kv")
        ? new EncoderStates(
            file.floats("in.encoder_kv"),
            file.shape("in.encoder_kv")[0],
            file.shape("in.encoder_kv")[1])
        : null;
  }

  private static float[] whole(GoldenFile file, Transformer transformer) {
    int[] shape = file.shape("in.x"); // [items, time, width]
    float[] x = file.floats("in.x");
    float[] y = new float[x.length];
    int size = shape[1] * shape[2];
    EncoderStates encoder = encoder(file);
    for (int item = 0; item < shape[0]; item++) {
      float[] ofItem =
          transformer.forward(
              Arrays.copyOfRange(x, item * size, (item + 1) * size),
              shape[1],
              encoder == null ? null : encoder.of(item));
      System.arraycopy(ofItem, 0, y, item * size, size);
    }
    return y;
  }

  private static float[] chunked(GoldenFile file, Transformer transformer, int chunk) {
    int[] shape = file.shape("in.x"); // [items, time, width]
    float[] x = file.floats("in.x");
    float[] y = new float[x.length];
    try (StepDecoder decoder = transformer.open(shape[0], encoder(file), 2)) {
      for (int t = 0; t < shape[1]; t += chunk) {
        int rows = Math.min(chunk, shape[1] - t);
        float[] h = new float[shape[0] * rows * shape[2]];
        for (int item = 0; item < shape[0]; item++) {
          int from = (item * shape[1] + t) * shape[2];
          System.arraycopy(x, from, h, item * rows * shape[2], rows * shape[2]);
        }
        decoder.step(h, rows);
        for (int item = 0; item < shape[0]; item++) {
          int to = (item * shape[1] + t) * shape[2];
          System.arraycopy(h, item * rows * shape[2], y, to, rows * shape[2]);
        }
      }
    }
    return y;
  }
}
