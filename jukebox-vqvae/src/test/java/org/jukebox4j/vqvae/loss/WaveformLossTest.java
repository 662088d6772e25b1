package org.jukebox4j.vqvae.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The loss of the kernel is that of SameDiff's own operations. */
final class WaveformLossTest {
  private static final int SAMPLES = 4096;

  @Test
  void kernelAndReferenceAgreeWithAndWithoutEmphasis() {
    float[] target = tones(0.031, 0.2);
    float[] output = tones(0.029, 0.21);
    double before = 0;
    for (double emphasis : new double[] {0, 0.9}) {
      VqVaeLossConfig config =
          new VqVaeLossConfig(
              ReconstructionLoss.l2(),
              0.5,
              1,
              0,
              SpectralForm.DISTANCE,
              emphasis,
              new LossNormalisers(0.2, 0.05, 100));
      WaveformLoss loss = new WaveformLoss(config);

      double kernel = loss.gradient(target, loss.spectraOf(target), output).loss();

      assertThat(kernel).isCloseTo(reference(config, target, output), within(1e-4 * kernel));
      assertThat(kernel).isNotCloseTo(before, within(1e-2 * kernel));
      before = kernel;
    }
  }

  @Test
  void emphasisMustBeBelowOne() {
    assertThatThrownBy(
            () ->
                new VqVaeLossConfig(
                    ReconstructionLoss.l2(),
                    0,
                    1,
                    0,
                    SpectralForm.DISTANCE,
                    1,
                    LossNormalisers.NONE))
        .hasMessage("emphasis must be at least 0 and below 1, but was 1.0");
  }

  private static double reference(VqVaeLossConfig config, float[] target, float[] output) {
    SameDiff graph = SameDiff.create();
    SDVariable wanted = graph.constant("target", array(target));
    SDVariable given = graph.constant("output", array(output));
    SDVariable loss = new ReferenceLoss(graph, config, 1, SAMPLES).build(wanted, given);
    Map<String, INDArray> values = graph.output(Map.of(), List.of(loss.name()));
    return values.get(loss.name()).getDouble(0);
  }

  private static INDArray array(float[] samples) {
    return Nd4j.create(samples, new long[] {1, SAMPLES, 1}, DataType.FLOAT);
  }

  private static float[] tones(double low, double high) {
    float[] sound = new float[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      sound[i] = (float) (0.4 * Math.sin(2 * Math.PI * low * i) + 0.1 * Math.sin(high * i * 6));
    }
    return sound;
  }
}
