package org.jukebox4j.prior.autoregressive;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.jukebox4j.core.parameter.ParameterBinding;
import org.jukebox4j.core.parameter.Precision;
import org.jukebox4j.prior.ScatteredWeights;
import org.jukebox4j.prior.attention.AttentionSchedule;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig.Output;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig.Start;
import org.jukebox4j.prior.transformer.AttentionConfig;
import org.jukebox4j.prior.transformer.SequenceLengths;
import org.jukebox4j.prior.transformer.TransformerConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DecodingAllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final int TIME = 2048;
  private static final int WARM = 1000;

  /** Steps measured at a time; the least counts, since compilation allocates in between. */
  private static final int STRETCH = 100;

  private static final int TOKENS = 11;

  /** The record that says which positions a step computes; nothing else. */
  private static final long BYTES_OF_A_STEP = 32;

  @ParameterizedTest
  @EnumSource
  void aStepInSteadyStateAllocatesNothingBesideItsOwnRecord(Precision precision) {
    TransformerConfig transformer =
        TransformerConfig.of(
            32, 6, AttentionConfig.of(2, AttentionSchedule.ROW_COLUMN_PREVIOUS, 64));
    AutoregressiveConfig config =
        new AutoregressiveConfig(
            TOKENS, SequenceLengths.of(TIME), transformer, Start.TOKEN, Output.TIED);
    try (ParameterBinding binding = new ParameterBinding(new ScatteredWeights(3), precision)) {
      AutoregressiveModel model =
          binding.bind("the model", scope -> AutoregressiveModel.from(scope, config), name -> true);
      InputConditioning conditioning =
          new InputConditioning(2, null, List.of(new float[TIME * 32], new float[TIME * 32]));
      try (AutoregressiveDecoder decoder = model.open(conditioning, null)) {
        int[] next = new int[2];
        decode(decoder, next, WARM);
        long least = Long.MAX_VALUE;
        while (decoder.position() + STRETCH < TIME) {
          long before = allocated();
          decode(decoder, next, decoder.position() + STRETCH);
          least = Math.min(least, (allocated() - before) / STRETCH);
        }
        assertThat(least).isLessThanOrEqualTo(BYTES_OF_A_STEP);
      }
    }
  }

  private static long allocated() {
    return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  private static void decode(AutoregressiveDecoder decoder, int[] next, int until) {
    while (decoder.position() < until) {
      float[] logits = decoder.logits();
      for (int item = 0; item < next.length; item++) {
        next[item] = largest(logits, item * TOKENS);
      }
      decoder.append(next);
    }
  }

  private static int largest(float[] logits, int from) {
    int best = 0;
    for (int token = 1; token < TOKENS; token++) {
      if (logits[from + token] > logits[from + best]) {
        best = token;
      }
    }
    return best;
  }
}
