package org.jukebox4j.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jukebox4j.core.parameter.ParameterBinding;
import org.jukebox4j.prior.attention.AttentionKind;
import org.jukebox4j.prior.attention.AttentionSchedule;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig;
import org.jukebox4j.prior.autoregressive.AutoregressiveModel;
import org.jukebox4j.prior.autoregressive.BitsPerCode;
import org.jukebox4j.prior.autoregressive.InputConditioning;
import org.jukebox4j.prior.transformer.AttentionConfig;
import org.jukebox4j.prior.transformer.SequenceLengths;
import org.jukebox4j.prior.transformer.TransformerConfig;
import org.jukebox4j.prior.transformer.TransformerConfig.ResidualScale;

/**
 * The small prior that {@code optimizer} trains. Its sizes are in the shapes of its weights; heads,
 * rows and kinds of attention are not recorded, and are taken to be those that give the recorded
 * loss of the first step. The gradients of all steps then hold them in place.
 */
final class OptimizerModel {
  private static final String LAYER = "param.transformer._attn_mods.";

  private static final Set<AttentionKind> WITHOUT_LYRICS =
      EnumSet.of(
          AttentionKind.DENSE, AttentionKind.ROW, AttentionKind.COLUMN, AttentionKind.PREVIOUS_ROW);

  private final GoldenFile file;
  private final int items;
  private final int length;
  private final int depth;
  private final int width;
  private final int state;

  /**
   * Reads the sizes.
   *
   * @param file the golden file
   */
  OptimizerModel(GoldenFile file) {
    this.file = file;
    this.items = file.shape("in.x")[1];
    this.length = file.shape("in.x")[2];
    this.depth =
        (int)
            IntStream.iterate(0, layer -> layer + 1)
                .takeWhile(layer -> file.has(LAYER + layer + ".ln_0.weight"))
                .count();
    this.width = file.shape("param.x_emb.weight")[1];
    this.state = file.shape(LAYER + "0.attn.c_attn.w")[1] / 3;
  }

  /**
   * Finds the model.
   *
   * @param loss loss of the first step
   * @return its configuration
   */
  AutoregressiveConfig closestTo(double loss) {
    return candidates().stream()
        .min(Comparator.comparingDouble(config -> Math.abs(firstLoss(config) - loss)))
        .orElseThrow();
  }

  private List<AutoregressiveConfig> candidates() {
    List<AutoregressiveConfig> candidates = new ArrayList<>();
    for (AttentionSchedule schedule : AttentionSchedule.values()) {
      if (WITHOUT_LYRICS.containsAll(schedule.layers(depth))) {
        for (int heads : divisors(state)) {
          for (int blocks : divisors(length)) {
            candidates.add(config(new AttentionConfig(heads, share(), schedule, blocks, 0)));
          }
        }
      }
    }
    return candidates;
  }

  private double share() {
    return state / (double) width;
  }

  private AutoregressiveConfig config(AttentionConfig attention) {
    double hidden = file.shape(LAYER + "0.mlp.c_fc.w")[1];
    return new AutoregressiveConfig(
        file.shape("param.x_emb.weight")[0],
        SequenceLengths.of(length),
        new TransformerConfig(width, depth, attention, hidden / width, ResidualScale.FULL),
        AutoregressiveConfig.Start.TOKEN,
        AutoregressiveConfig.Output.TIED);
  }

  private double firstLoss(AutoregressiveConfig config) {
    int[] tokens = file.ints("in.x"); // [steps, items, length]
    double bits = 0;
    try (ParameterBinding binding = new ParameterBinding(file.parameters("param."))) {
      AutoregressiveModel model =
          binding.bind(file.name(), scope -> AutoregressiveModel.from(scope, config), name -> true);
      for (int item = 0; item < items; item++) {
        int[] ofItem = Arrays.copyOfRange(tokens, item * length, (item + 1) * length);
        float[] states = model.states(ofItem, InputConditioning.none(1), null);
        bits += BitsPerCode.sum(model.logits(states, length), ofItem, 0, length);
      }
    }
    return bits / (items * length);
  }

  private static int[] divisors(int number) {
    return IntStream.rangeClosed(1, number).filter(each -> number % each == 0).toArray();
  }
}
