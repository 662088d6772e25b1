package org.jukebox4j.prior.graph;

import java.util.ArrayList;
import java.util.List;
import org.jukebox4j.core.graph.GraphScope;
import org.nd4j.autodiff.samediff.SDVariable;

/** The parameters of a residual attention block. */
record BlockVariables(
    SDVariable firstGain,
    SDVariable firstShift,
    AttentionVariables attention,
    SDVariable secondGain,
    SDVariable secondShift,
    FeedForwardVariables feedForward) {
  /** The parameters of the feed-forward part. */
  record FeedForwardVariables(
      SDVariable upWeight, SDVariable upBias, SDVariable downWeight, SDVariable downBias) {}

  static BlockVariables from(GraphScope scope, AttentionShape shape, int hidden) {
    int width = shape.width();
    GraphScope first = scope.child("ln_0");
    GraphScope second = scope.child("ln_1");
    GraphScope up = scope.child("mlp").child("c_fc");
    GraphScope down = scope.child("mlp").child("c_proj");
    return new BlockVariables(
        first.take("weight", width),
        first.take("bias", width),
        AttentionVariables.from(scope.child("attn"), shape),
        second.take("weight", width),
        second.take("bias", width),
        new FeedForwardVariables(
            up.take("w", width, hidden),
            up.take("b", hidden),
            down.take("w", hidden, width),
            down.take("b", width)));
  }

  SDVariable upWeight() {
    return feedForward.upWeight();
  }

  SDVariable upBias() {
    return feedForward.upBias();
  }

  SDVariable downWeight() {
    return feedForward.downWeight();
  }

  SDVariable downBias() {
    return feedForward.downBias();
  }

  /** All parameters in the order of the kernel's inputs. */
  List<SDVariable> all() {
    List<SDVariable> all = new ArrayList<>(List.of(firstGain, firstShift));
    all.addAll(attention.all());
    all.addAll(List.of(secondGain, secondShift, upWeight(), upBias(), downWeight(), downBias()));
    return all;
  }
}
