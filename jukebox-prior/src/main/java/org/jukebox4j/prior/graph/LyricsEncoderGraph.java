package org.jukebox4j.prior.graph;

import org.jukebox4j.core.graph.GraphKind;
import org.jukebox4j.core.graph.GraphScope;
import org.jukebox4j.core.graph.KernelOps;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig;
import org.jukebox4j.prior.kernel.BitsPerCodeKernel;
import org.jukebox4j.prior.kernel.BitsPerCodeKernel.Conditioning;
import org.jukebox4j.prior.kernel.ProjectionNormKernel;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * The lyrics encoder as part of a graph, with a loss of its own: its states must predict the
 * character of the same place. Source: Dhariwal et al. 2020, §4.3.
 *
 * @param states {@code [items, tokens, width]}, what the prior attends to
 * @param bits of each lyrics token, {@code [items, tokens]}
 */
public record LyricsEncoderGraph(SDVariable states, SDVariable bits) {
  /**
   * Adds the encoder to a graph.
   *
   * @param context what the graph is built with
   * @param scope where the parameters {@code prime_prior}, {@code prime_state_proj}, {@code
   *     prime_state_ln} and {@code prime_x_out} are
   * @param config sizes of the encoder
   * @param width width of the prior
   * @param lyrics int, {@code [items, tokens]}
   * @return states and bits
   */
  public static LyricsEncoderGraph build(
      GraphContext context,
      GraphScope scope,
      AutoregressiveConfig config,
      int width,
      SDVariable lyrics) {
    AutoregressiveGraph.Inputs inputs = new AutoregressiveGraph.Inputs(lyrics, null, null, null);
    SDVariable read =
        AutoregressiveGraph.build(context, scope.child("prime_prior"), config, inputs).states();
    int own = config.transformer().width();
    GraphScope dense = scope.child("prime_state_proj");
    GraphScope norm = scope.child("prime_state_ln");
    SDVariable weight = dense.take("w", own, width);
    SDVariable bias = dense.take("b", width);
    SDVariable gain = norm.take("weight", width);
    SDVariable shift = norm.take("bias", width);
    SDVariable matrix = scope.take("prime_x_out.weight", config.vocabularySize(), width);
    int tokens = config.lengths().length();
    if (context.kind() == GraphKind.KERNEL) {
      SDVariable states =
          KernelOps.applySingle(
              scope.graph(),
              new ProjectionNormKernel(context.memory()),
              read,
              weight,
              bias,
              gain,
              shift);
      BitsPerCodeKernel loss = new BitsPerCodeKernel(Conditioning.NONE, context.memory());
      return new LyricsEncoderGraph(
          states, KernelOps.applySingle(scope.graph(), loss, states, matrix, lyrics));
    }
    SDVariable rows =
        ReferenceRows.norm(ReferenceRows.dense(read.reshape(-1, own), weight, bias), gain, shift);
    return new LyricsEncoderGraph(
        rows.reshape(context.items(), tokens, width),
        ReferenceRows.bits(rows, matrix, lyrics.reshape(context.items() * tokens))
            .reshape(context.items(), tokens));
  }
}
