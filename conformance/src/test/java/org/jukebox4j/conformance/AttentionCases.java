package org.jukebox4j.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.kernel.NativeScratch;
import org.jukebox4j.core.parameter.ParameterBinding;
import org.jukebox4j.prior.attention.AttentionGeometry;
import org.jukebox4j.prior.attention.AttentionKind;
import org.jukebox4j.prior.attention.AttentionScratch;
import org.jukebox4j.prior.attention.EncoderStates;
import org.jukebox4j.prior.attention.FactoredAttention;
import org.jukebox4j.prior.attention.KeyValueCache;
import org.jukebox4j.prior.attention.MultiHeadAttention;
import org.jukebox4j.prior.attention.StepBatch;

/** One attention layer of each kind: {@code attn_*}. */
final class AttentionCases implements GoldenCases {
  private static final double TOLERANCE = 1e-4;

  @Override
  public List<GoldenCase> discover(Path goldenDir) throws IOException {
    return GoldenFile.cases(
        goldenDir, "attn_[0-9]*.safetensors", (file, c) -> new Run(file, c).run());
  }

  /** One file. */
  private static final class Run {
    private final GoldenFile file;
    private final Comparison comparison;
    private final int items;
    private final int time;
    private final int width;
    private final int state;
    private final int heads;
    private final AttentionKind kind;
    private final AttentionGeometry geometry;

    Run(GoldenFile file, Comparison comparison) {
      int[] shape = file.shape("in.x");
      this.file = file;
      this.comparison = comparison;
      this.items = shape[0];
      this.time = shape[1];
      this.width = shape[2];
      this.state = file.json("n_state").getAsInt();
      this.heads = file.json("n_head").getAsInt();
      this.kind = AttentionKind.of(file.json("attn_func").getAsInt());
      this.geometry =
          new AttentionGeometry(
              time,
              file.json("blocks").getAsInt(),
              numberOrZero("spread"),
              numberOrZero("encoder_dims"),
              numberOrZero("prime_len"));
    }

    private int numberOrZero(String key) {
      return file.json(key).isJsonNull() ? 0 : file.json(key).getAsInt();
    }

    void run() {
      try (ParameterBinding binding = new ParameterBinding(file.parameters("param."))) {
        MultiHeadAttention attention =
            binding.bind(
                "the attention layer",
                scope -> MultiHeadAttention.from(scope, kind.over(geometry), width, state, heads),
                name -> true);
        float[] whole = whole(attention);
        comparison.floats("y", file.floats("out.y"), whole, TOLERANCE);
        comparison.floats("y_train", file.floats("out.y_train"), whole, TOLERANCE);
        boolean recorded = file.has("out.y_step");
        float[] expected = file.floats(recorded ? "out.y_step" : "out.y");
        comparison.floats(
            "y_step", expected, chunked(attention, 1, recorded ? "step" : ""), TOLERANCE);
        for (int chunk : new int[] {2, 5, geometry.length() / geometry.blocks(), 11, time}) {
          String lengths = file.hasMetadata("cache_len_chunk" + chunk) ? "chunk" + chunk : "";
          comparison.floats("chunks of " + chunk, whole, chunked(attention, chunk, lengths), 1e-5);
        }
      }
    }

    private @Nullable EncoderStates encoder() {
      return file.has("in.encoder_kv")
          ? new EncoderStates(file.floats("in.encoder_kv"), items, file.shape("in.encoder_kv")[1])
          : null;
    }

    private float[] whole(MultiHeadAttention attention) {
      float[] x = file.floats("in.x");
      float[] y = new float[x.length];
      EncoderStates encoder = encoder();
      GoldenWeights weights = new GoldenWeights(kind, geometry, file.shape("out.attn_w"));
      for (int item = 0; item < items; item++) {
        int at = item * time * width;
        int number = item;
        float[] ofItem =
            attention.forward(
                Arrays.copyOfRange(x, at, at + time * width),
                time,
                encoder == null ? null : encoder.of(item),
                (query, row, from, count) ->
                    weights.put(number, query, Arrays.copyOfRange(row, from, from + count)));
        System.arraycopy(ofItem, 0, y, at, ofItem.length);
      }
      comparison.floats("attn_w", file.floats("out.attn_w"), weights.values(), TOLERANCE);
      return y;
    }

    /** Runs the cached form; lengths names the recorded lengths of the cache, if there are any. */
    private float[] chunked(MultiHeadAttention attention, int chunk, String lengths) {
      float[] x = file.floats("in.x");
      float[] y = new float[x.length];
      int[] cacheLengths = new int[(time + chunk - 1) / chunk];
      try (NativeScratch linear = new NativeScratch();
          AttentionScratch scratch = new AttentionScratch(heads, state / heads, linear);
          KeyValueCache cache = attention.openCache(items, encoder(), linear)) {
        for (int t = 0; t < time; t += chunk) {
          int rows = Math.min(chunk, time - t);
          float[] in = new float[items * rows * width];
          float[] out = new float[in.length];
          for (int item = 0; item < items; item++) {
            int from = (item * time + t) * width;
            System.arraycopy(x, from, in, item * rows * width, rows * width);
          }
          attention.step(
              in,
              new StepBatch(items, rows, t),
              new MultiHeadAttention.Memory(cache, scratch),
              out,
              null);
          for (int item = 0; item < items; item++) {
            int to = (item * time + t) * width;
            System.arraycopy(out, item * rows * width, y, to, rows * width);
          }
          cacheLengths[t / chunk] = attention.kind().cacheLength(t + rows);
        }
        if (lengths.equals("step")) {
          comparison.integers("cache_len_step", file.integers("out.cache_len_step"), cacheLengths);
          compareCache(attention.kind(), cache);
        } else if (!lengths.isEmpty()) {
          long[] expected =
              Arrays.stream(GoldenJson.ints(file.json("cache_len_" + lengths)))
                  .asLongStream()
                  .toArray();
          comparison.integers("cache_len_" + lengths, expected, cacheLengths);
        }
      }
      return y;
    }

    /** The original keeps the latest positions in order; prefix and encoder keep the first. */
    private void compareCache(FactoredAttention attention, KeyValueCache cache) {
      int length = attention.cacheLength(time);
      boolean keepsFirst = kind == AttentionKind.LYRICS || kind == AttentionKind.LYRICS_PREFIX;
      int first = keepsFirst ? 0 : time - length;
      float[] keys = new float[items * length * state];
      float[] values = new float[keys.length];
      for (int item = 0; item < items; item++) {
        for (int i = 0; i < length; i++) {
          int slot = attention.slotOf(first + i);
          int at = (item * length + i) * state;
          System.arraycopy(cache.key(item, slot), 0, keys, at, state);
          System.arraycopy(cache.value(item, slot), 0, values, at, state);
        }
      }
      comparison.floats("cached keys", file.floats("out.final_cache.key"), keys, TOLERANCE);
      comparison.floats("cached values", file.floats("out.final_cache.value"), values, TOLERANCE);
    }
  }
}
