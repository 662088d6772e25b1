package org.jukebox4j.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.parameter.ParameterBinding;
import org.jukebox4j.prior.attention.EncoderStates;
import org.jukebox4j.prior.autoregressive.AutoregressiveDecoder;
import org.jukebox4j.prior.autoregressive.AutoregressiveModel;
import org.jukebox4j.prior.autoregressive.BitsPerCode;
import org.jukebox4j.prior.autoregressive.InputConditioning;
import org.jukebox4j.sampling.token.FilteredSampler;
import org.jukebox4j.sampling.token.Temperature;
import org.jukebox4j.sampling.token.TokenSampler;
import org.jukebox4j.sampling.token.TopK;

/** Autoregressive models, whole and sampled: {@code prior_*}. */
final class AutoregressiveCases implements GoldenCases {
  /** Weight of the lyrics in the golden total loss of single-transformer models. */
  static final double LYRICS_SHARE = 0.4;

  @Override
  public List<GoldenCase> discover(Path goldenDir) throws IOException {
    return GoldenFile.cases(
        goldenDir, "prior_*.safetensors", (file, comparison) -> new Run(file, comparison).run());
  }

  /** The token with the largest logit plus recorded noise, {@code [position, item, vocabulary]}. */
  static TokenSampler noisy(float[] noise, int items) {
    return (logits, from, size, item, position) -> {
      int at = (Math.toIntExact(position) * items + item) * size;
      int best = 0;
      for (int i = 1; i < size; i++) {
        if (logits[from + i] + noise[at + i] > logits[from + best] + noise[at + best]) {
          best = i;
        }
      }
      return best;
    };
  }

  /** The token with the largest logit. */
  static TokenSampler greedy() {
    return (logits, from, size, item, position) -> {
      int best = 0;
      for (int i = 1; i < size; i++) {
        best = logits[from + i] > logits[from + best] ? i : best;
      }
      return best;
    };
  }

  /** One file. */
  private static final class Run {
    private final GoldenFile file;
    private final Comparison comparison;
    private final AutoregressiveSettings settings;
    private final int items;
    private final int time;
    private final int bins;
    private final double tolerance;

    Run(GoldenFile file, Comparison comparison) {
      this.file = file;
      this.comparison = comparison;
      this.settings = new AutoregressiveSettings(file);
      this.items = file.shape("in.x")[0];
      this.time = file.shape("in.x")[1];
      this.bins = settings.number("bins", 0);
      this.tolerance = TransformerCases.tolerance(settings.number("depth", 0));
    }

    void run() {
      try (ParameterBinding binding = new ParameterBinding(file.parameters("param."))) {
        AutoregressiveModel model =
            binding.bind(
                "the model",
                scope -> AutoregressiveModel.from(scope, settings.config()),
                name -> true);
        whole(model);
        if (!settings.flag("only_encode")) {
          sampled(model);
        }
      }
    }

    private @Nullable EncoderStates encoder() {
      return file.has("in.encoder_kv")
          ? new EncoderStates(file.floats("in.encoder_kv"), items, file.shape("in.encoder_kv")[1])
          : null;
    }

    private InputConditioning conditioning(int from, int to) {
      return new InputConditioning(
          to - from, part("in.y_cond", from, to), each("in.x_cond", from, to));
    }

    private float @Nullable [] part(String tensor, int from, int to) {
      if (!file.has(tensor)) {
        return null;
      }
      float[] all = file.floats(tensor);
      int size = all.length / items;
      return Arrays.copyOfRange(all, from * size, to * size);
    }

    private List<float[]> each(String tensor, int from, int to) {
      List<float[]> parts = new ArrayList<>();
      for (int item = from; item < to && file.has(tensor); item++) {
        parts.add(Objects.requireNonNull(part(tensor, item, item + 1)));
      }
      return parts;
    }

    private int[] row(String tensor, int item) {
      int length = file.shape(tensor)[1];
      return Arrays.copyOfRange(file.ints(tensor), item * length, (item + 1) * length);
    }

    private void whole(AutoregressiveModel model) {
      EncoderStates encoder = encoder();
      float[] acts = new float[items * time * settings.number("width", 0)];
      float[] logits = new float[items * time * bins];
      double lyricsBits = 0;
      double codeBits = 0;
      int lyrics = settings.number("prime_len", 0);
      for (int item = 0; item < items; item++) {
        int[] tokens = row("in.x", item);
        float[] states =
            model.states(
                tokens, conditioning(item, item + 1), encoder == null ? null : encoder.of(item));
        System.arraycopy(states, 0, acts, item * states.length, states.length);
        if (!settings.flag("only_encode")) {
          float[] ofItem = model.logits(states, time);
          System.arraycopy(ofItem, 0, logits, item * ofItem.length, ofItem.length);
          lyricsBits += BitsPerCode.sum(ofItem, tokens, 0, lyrics) / items;
          codeBits += BitsPerCode.sum(ofItem, tokens, lyrics, time) / items;
        }
      }
      comparison.floats("acts", file.floats("out.acts"), acts, tolerance);
      if (settings.flag("only_encode")) {
        comparison.floats("acts_train", file.floats("out.acts_train"), acts, tolerance);
        return;
      }
      comparison.floats("logits", file.floats("out.logits"), logits, tolerance);
      comparison.floats("logits_train", file.floats("out.logits_train"), logits, tolerance);
      compareLoss(lyrics, lyricsBits, codeBits);
    }

    private void compareLoss(int lyrics, double lyricsBits, double codeBits) {
      double total = codeBits / time;
      if (lyrics > 0) {
        compareLoss("prime_loss", lyricsBits / lyrics);
        compareLoss("gen_loss", codeBits / (time - lyrics));
        total += LYRICS_SHARE * lyricsBits / time;
      }
      compareLoss("loss", total);
    }

    private void compareLoss(String name, double actual) {
      comparison.doubles(name, file.doubles("out." + name), new double[] {actual}, tolerance);
    }

    private void sampled(AutoregressiveModel model) {
      TokenSampler noisy = noisy(file.floats("in.gumbel"), items);
      compare("sample_greedy", sample(model, 0, time, 1, greedy()));
      compare("sample_gumbel", sample(model, 0, time, 1, noisy));
      String filtered = "out.sample_temp08_topk5.tokens";
      FilteredSampler sampler =
          new FilteredSampler(List.of(new Temperature(0.8), new TopK(5)), noisy);
      Sampled short08 = sample(model, 0, file.shape(filtered)[1], 1, sampler);
      comparison.integers("temp08_topk5", file.integers(filtered), short08.tokens());
      int prefix = file.shape("in.prime_prefix")[1];
      for (int chunk : new int[] {1, 2, 3, 4, 5, 8, prefix, time}) {
        compare("primed", sample(model, prefix, time, chunk, noisy));
      }
    }

    /** Tokens {@code [items, length]} and logits {@code [items, length, bins]}. */
    private record Sampled(int[] tokens, float[] logits) {}

    private void compare(String run, Sampled sampled) {
      comparison.integers(
          run + " tokens", file.integers("out." + run + ".tokens"), sampled.tokens());
      float[] expected = file.floats("out." + run + ".logits");
      // A prefix that goes in by chunks has no logits of its own.
      for (int i = 0; i < expected.length; i++) {
        if (Float.isNaN(sampled.logits()[i])) {
          sampled.logits()[i] = expected[i];
        }
      }
      comparison.floats(run + " logits", expected, sampled.logits(), tolerance);
    }

    private Sampled sample(
        AutoregressiveModel model, int prefix, int length, int chunk, TokenSampler sampler) {
      Sampled sampled = new Sampled(new int[items * length], new float[items * length * bins]);
      Arrays.fill(sampled.logits(), Float.NaN);
      try (AutoregressiveDecoder decoder = model.open(conditioning(0, items), encoder())) {
        if (chunk > 1 && prefix > 0) {
          List<int[]> known = new ArrayList<>();
          for (int item = 0; item < items; item++) {
            int[] ofItem = row("in.prime_prefix", item);
            known.add(ofItem);
            System.arraycopy(ofItem, 0, sampled.tokens(), item * length, prefix);
          }
          decoder.append(known, chunk);
        }
        while (decoder.position() < length) {
          int t = decoder.position();
          float[] logits = decoder.logits();
          for (int item = 0; item < items; item++) {
            System.arraycopy(
                logits, item * bins, sampled.logits(), (item * length + t) * bins, bins);
            sampled.tokens()[item * length + t] =
                t < prefix
                    ? row("in.prime_prefix", item)[t]
                    : sampler.choose(logits, item * bins, bins, item, t);
          }
          decoder.append(
              IntStream.range(0, items).map(item -> sampled.tokens()[item * length + t]).toArray());
        }
      }
      return sampled;
    }
  }
}
