package org.jukebox4j.vqvae.training;

import java.util.List;
import java.util.function.Function;
import org.jukebox4j.core.graph.GraphKind;
import org.jukebox4j.core.graph.KernelOps;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.sequence.SequenceShape;
import org.jukebox4j.vqvae.Decoder;
import org.jukebox4j.vqvae.Encoder;
import org.jukebox4j.vqvae.VqVaeConfig;
import org.jukebox4j.vqvae.codebook.BottleneckKernel;
import org.jukebox4j.vqvae.loss.ReferenceLoss;
import org.jukebox4j.vqvae.loss.SharedTarget;
import org.jukebox4j.vqvae.loss.VqVaeLossConfig;
import org.jukebox4j.vqvae.loss.WaveformLoss;
import org.jukebox4j.vqvae.loss.WaveformLossKernel;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ops.impl.controlflow.compat.StopGradient;

/**
 * One level as part of a graph: encoder, bottleneck, decoder and losses.
 *
 * @param vectors of the encoder, {@code [items, time, embeddingWidth]}
 * @param codes {@code [items, time]}
 * @param commitment the commitment loss without its weight, a number
 * @param output of the decoder, {@code [items, samples, 1]}
 * @param loss the weighted losses, a number
 */
record LevelGraph(
    SDVariable vectors,
    SDVariable codes,
    SDVariable commitment,
    SDVariable output,
    SDVariable loss) {
  /**
   * What a level is built from.
   *
   * @param config the codec
   * @param losses the weights of the losses
   * @param shape items and samples of the audio
   * @param audio {@code [items, samples, 1]}
   * @param parameters finds the variable of a parameter by its full name
   * @param target remembers the target's spectra for all levels
   */
  record Parts(
      VqVaeConfig config,
      VqVaeLossConfig losses,
      SequenceShape shape,
      SDVariable audio,
      Function<String, SDVariable> parameters,
      SharedTarget target) {}

  private record Bridge(SDVariable straight, SDVariable commitment, SDVariable codes) {}

  static LevelGraph build(GraphKind kind, Parts parts, Level level, SDVariable codebook) {
    VqVaeConfig config = parts.config();
    SequenceShape shape = parts.shape();
    SequenceShape coded =
        new SequenceShape(shape.items(), shape.rows() / config.samplesPerCode(level));
    SDVariable vectors =
        Encoder.plan(config, level).build(kind, parts.audio(), shape, parts.parameters());
    Bridge bridge =
        kind == GraphKind.KERNEL
            ? kernelBottleneck(level, vectors, codebook)
            : referenceBottleneck(config, coded, vectors, codebook);
    SDVariable output =
        Decoder.plan(config, level).build(kind, bridge.straight, coded, parts.parameters());
    SDVariable waveform = waveformLoss(kind, parts, output);
    SDVariable loss = waveform.add(bridge.commitment.mul(parts.losses().commitmentWeight()));
    return new LevelGraph(vectors, bridge.codes, bridge.commitment, output, loss);
  }

  /** As {@link #build}, with the encoder's vectors themselves going into the decoder. */
  static LevelGraph buildUnquantised(GraphKind kind, Parts parts, Level level) {
    VqVaeConfig config = parts.config();
    SequenceShape shape = parts.shape();
    SequenceShape coded =
        new SequenceShape(shape.items(), shape.rows() / config.samplesPerCode(level));
    SDVariable vectors =
        Encoder.plan(config, level).build(kind, parts.audio(), shape, parts.parameters());
    SDVariable output = Decoder.plan(config, level).build(kind, vectors, coded, parts.parameters());
    SDVariable none = vectors.mul(0).mean();
    return new LevelGraph(vectors, vectors, none, output, waveformLoss(kind, parts, output));
  }

  private static Bridge kernelBottleneck(Level level, SDVariable vectors, SDVariable codebook) {
    List<SDVariable> outputs =
        KernelOps.apply(vectors.getSameDiff(), new BottleneckKernel(level), vectors, codebook);
    return new Bridge(outputs.get(0), outputs.get(1), outputs.get(2));
  }

  private static Bridge referenceBottleneck(
      VqVaeConfig config, SequenceShape coded, SDVariable vectors, SDVariable codebook) {
    SameDiff graph = vectors.getSameDiff();
    DataType type = vectors.dataType();
    int width = config.embeddingWidth();
    int size = config.codebookSize();
    SDVariable x = vectors.reshape(coded.items() * coded.rows(), width);
    SDVariable distances =
        codebook
            .mul(codebook)
            .sum(1)
            .reshape(1, size)
            .sub(x.mmul(codebook.permute(1, 0)).mul(2)); // without |x|^2, alike for all codes
    SDVariable codes = graph.argmin(distances, 1);
    SDVariable chosen = graph.oneHot(codes, size, 1, 1, 0, type).mmul(codebook);
    SDVariable straight = x.add(stopped(chosen.sub(x)));
    SDVariable difference = x.sub(stopped(chosen));
    return new Bridge(
        straight.reshape(coded.items(), coded.rows(), width),
        difference.mul(difference).mean(),
        codes.reshape(coded.items(), coded.rows()));
  }

  private static SDVariable stopped(SDVariable x) {
    return new StopGradient(x.getSameDiff(), x).outputVariable();
  }

  private static SDVariable waveformLoss(GraphKind kind, Parts parts, SDVariable output) {
    SequenceShape shape = parts.shape();
    SameDiff graph = output.getSameDiff();
    if (kind == GraphKind.REFERENCE) {
      return new ReferenceLoss(graph, parts.losses(), shape.items(), shape.rows())
          .build(parts.audio(), output);
    }
    WaveformLossKernel kernel =
        new WaveformLossKernel(new WaveformLoss(parts.losses()), parts.target());
    return KernelOps.applySingle(graph, kernel, parts.audio(), output);
  }
}
