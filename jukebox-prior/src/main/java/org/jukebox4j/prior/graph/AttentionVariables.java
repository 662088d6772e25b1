package org.jukebox4j.prior.graph;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.graph.GraphScope;
import org.nd4j.autodiff.samediff.SDVariable;

/** The parameters of an attention layer. */
record AttentionVariables(
    SDVariable inputWeight,
    SDVariable inputBias,
    @Nullable SDVariable encoderWeight,
    @Nullable SDVariable encoderBias,
    SDVariable outputWeight,
    SDVariable outputBias) {
  static AttentionVariables from(GraphScope scope, AttentionShape shape) {
    int width = shape.width();
    int state = shape.state();
    boolean encoder = shape.kind().attendsToEncoder();
    GraphScope input = scope.child("c_attn");
    GraphScope keyValues = scope.child("c_enc_kv");
    GraphScope output = scope.child("c_proj");
    int projected = encoder ? state : 3 * state;
    return new AttentionVariables(
        input.take("w", width, projected),
        input.take("b", projected),
        encoder ? keyValues.take("w", width, 2 * state) : null,
        encoder ? keyValues.take("b", 2 * state) : null,
        output.take("w", state, width),
        output.take("b", width));
  }

  /** All parameters in the order of the kernels' inputs. */
  List<SDVariable> all() {
    return Stream.of(inputWeight, inputBias, encoderWeight, encoderBias, outputWeight, outputBias)
        .filter(variable -> variable != null)
        .toList();
  }
}
