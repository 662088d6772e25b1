package org.jukebox4j.vqvae.loss;

import java.util.Arrays;
import java.util.List;
import org.jukebox4j.core.graph.GraphInput;
import org.jukebox4j.core.graph.GraphKernel;
import org.jukebox4j.core.graph.GraphOutput;
import org.jukebox4j.core.spectral.LossGradient;

/**
 * A {@link WaveformLoss} as one operation of a graph. Inputs: target and output, {@code [items,
 * samples, 1]}; output: the mean over the items, a number. The target has no gradient.
 *
 * <p>Loss and gradient are computed together; the backward pass finds the gradient in memory if the
 * forward pass was of the same values, and computes it again if not.
 */
public final class WaveformLossKernel implements GraphKernel {
  private final WaveformLoss loss;
  private final SharedTarget shared;
  private float[] target = new float[0];
  private float[] output = new float[0];
  private float[] gradient = new float[0];
  private double value;

  /**
   * Makes the kernel of one level.
   *
   * @param loss the loss
   * @param shared remembers the spectra of the target for the kernels of all levels
   */
  public WaveformLossKernel(WaveformLoss loss, SharedTarget shared) {
    this.loss = loss;
    this.shared = shared;
  }

  @Override
  public String name() {
    return "waveform loss";
  }

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public int[][] outputShapes(int[][] inputShapes) {
    int[] wanted = inputShapes[0];
    if (wanted.length != 3 || wanted[2] != 1 || !Arrays.equals(wanted, inputShapes[1])) {
      throw new IllegalArgumentException(
          "waveform loss: expected a target and an output of [items, samples, 1] but they were %s and %s"
              .formatted(Arrays.toString(wanted), Arrays.toString(inputShapes[1])));
    }
    return new int[][] {{}};
  }

  @Override
  public synchronized void forward(List<GraphInput> inputs, List<GraphOutput> outputs) {
    compute(inputs);
    outputs.get(0).write((float) value);
  }

  @Override
  public synchronized void backward(
      List<GraphInput> inputs, List<GraphInput> outputGradients, List<GraphOutput> gradients) {
    compute(inputs);
    float upstream = outputGradients.get(0).scalar();
    float[] scaled = new float[gradient.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = upstream * gradient[i];
    }
    gradients.get(1).write(scaled);
  }

  private void compute(List<GraphInput> inputs) {
    float[] newTarget = inputs.get(0).floats();
    float[] newOutput = inputs.get(1).floats();
    if (Arrays.equals(newTarget, target) && Arrays.equals(newOutput, output)) {
      return;
    }
    int items = inputs.get(0).dimension(0);
    int samples = inputs.get(0).dimension(1);
    float[] newGradient = new float[newOutput.length];
    double sum = 0;
    List<TargetSpectra> spectra = shared.spectraOf(newTarget, items, loss);
    for (int item = 0; item < items; item++) {
      int from = item * samples;
      LossGradient one =
          loss.gradient(
              Arrays.copyOfRange(newTarget, from, from + samples),
              spectra.get(item),
              Arrays.copyOfRange(newOutput, from, from + samples));
      sum += one.loss();
      for (int i = 0; i < samples; i++) {
        newGradient[from + i] = one.gradient()[i] / items;
      }
    }
    value = sum / items;
    gradient = newGradient;
    target = newTarget;
    output = newOutput;
  }
}
