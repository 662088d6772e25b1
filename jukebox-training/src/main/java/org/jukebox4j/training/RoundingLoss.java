package org.jukebox4j.training;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jukebox4j.core.checkpoint.Checkpoint;
import org.jukebox4j.core.parameter.Precision;
import org.jukebox4j.core.run.BatchSource;
import org.jukebox4j.prior.LyricsArchitecture;
import org.jukebox4j.prior.PriorConfig;
import org.jukebox4j.prior.TransformerPrior;
import org.jukebox4j.prior.WindowDecoder;
import org.jukebox4j.prior.dataset.WindowBatch;

/**
 * What a prior loses when its matrices are rounded to 8 bits: both forms decode the same windows,
 * code after code, as sampling does.
 */
final class RoundingLoss {
  private static final double BITS = 1 / Math.log(2);

  private final int firstToken;
  private double exactBits;
  private double roundedBits;
  private long agreeing;
  private long codes;

  private RoundingLoss(int firstToken) {
    this.firstToken = firstToken;
  }

  /** Measures a prior on some windows. */
  static Map<String, Double> of(
      PriorConfig config, Path file, BatchSource<WindowBatch> windows, int count) {
    // In a joint vocabulary lyrics come before codes.
    RoundingLoss loss =
        new RoundingLoss(
            config.lyrics() instanceof LyricsArchitecture.SharedTransformer shared
                ? shared.vocabularySize()
                : 0);
    try (Checkpoint weights = Checkpoint.open(file);
        TransformerPrior exact = TransformerPrior.load(config, weights, Precision.FLOAT32);
        Checkpoint again = Checkpoint.open(file);
        TransformerPrior rounded = TransformerPrior.load(config, again, Precision.INT8)) {
      for (int batch = 0; batch < count; batch++) {
        loss.add(exact, rounded, windows.batch(batch));
      }
    }
    Map<String, Double> measures = new LinkedHashMap<>();
    measures.put("float32_bits_per_code_decoding", loss.exactBits / loss.codes);
    measures.put("int8_bits_per_code_decoding", loss.roundedBits / loss.codes);
    measures.put("int8_same_likeliest_code", (double) loss.agreeing / loss.codes);
    return measures;
  }

  private void add(TransformerPrior exact, TransformerPrior rounded, WindowBatch batch) {
    try (WindowDecoder one = exact.open(batch.conditioning());
        WindowDecoder other = rounded.open(batch.conditioning())) {
      int length = batch.codes().get(0).length;
      for (int position = 0; position < length; position++) {
        int at = position;
        int[] next = batch.codes().stream().mapToInt(item -> item[at]).toArray();
        compare(one.logits(), other.logits(), tokens(next));
        one.append(next);
        other.append(next);
      }
    }
  }

  private int[] tokens(int[] ofCodes) {
    return IntStream.of(ofCodes).map(code -> code + firstToken).toArray();
  }

  private void compare(float[] exact, float[] rounded, int[] next) {
    int vocabulary = exact.length / next.length;
    for (int item = 0; item < next.length; item++) {
      int from = item * vocabulary;
      exactBits += bits(exact, from, vocabulary, next[item]);
      roundedBits += bits(rounded, from, vocabulary, next[item]);
      agreeing +=
          likeliest(exact, from, vocabulary) == likeliest(rounded, from, vocabulary) ? 1 : 0;
      codes++;
    }
  }

  /** {@code -log2 softmax(logits)[code]}. */
  private static double bits(float[] logits, int from, int count, int code) {
    double largest = logits[from + likeliest(logits, from, count)];
    double sum =
        IntStream.range(0, count).mapToDouble(i -> Math.exp(logits[from + i] - largest)).sum();
    return (Math.log(sum) + largest - logits[from + code]) * BITS;
  }

  private static int likeliest(float[] logits, int from, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      best = logits[from + i] > logits[from + best] ? i : best;
    }
    return best;
  }
}
