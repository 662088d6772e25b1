package org.jukebox4j.core.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jukebox4j.core.graph.GraphKind;
import org.jukebox4j.core.kernel.ConvolutionShape;
import org.jukebox4j.core.kernel.TimePipeline;
import org.jukebox4j.core.parameter.ParameterBinding;
import org.jukebox4j.core.parameter.ParameterSource;
import org.jukebox4j.core.residual.DilationOrder;
import org.jukebox4j.core.residual.DilationSchedule;
import org.jukebox4j.core.residual.ResidualScale;
import org.jukebox4j.core.residual.ResidualStack.BlockName;
import org.jukebox4j.core.residual.ResidualStackConfig;
import org.jukebox4j.core.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

final class LayerSequenceTest {
  private static final LayerPlan[] SMALL_CODEC = {
    LayerPlan.convolution("down", ConvolutionShape.downsampling(2, 4, 2)),
    residual("stack", 4, 1, 3),
    LayerPlan.transposedConvolution("up", 4, 3, 2),
    LayerPlan.convolution("out", ConvolutionShape.keepingLength(3, 1, 3, 1))
  };

  private static LayerPlan residual(String name, int width, int index, int growth) {
    DilationSchedule dilations =
        new DilationSchedule(growth, DilationSchedule.NO_CYCLE, DilationOrder.GROWING);
    ResidualStackConfig config =
        new ResidualStackConfig(width, index + 1, 1.5, dilations, ResidualScale.INVERSE_ROOT_DEPTH);
    return LayerPlan.residualStack(name, config, BlockName.BLOCKS).get(index);
  }

  @Test
  void gradientsOfTheReferenceAreThoseOfFiniteDifferences() {
    SequenceProbe probe = new SequenceProbe(new SequenceShape(2, 8), SMALL_CODEC);
    Map<String, double[]> run = probe.run(GraphKind.REFERENCE, DataType.DOUBLE);
    double step = 1e-6;
    probe
        .values()
        .forEach(
            (name, values) -> {
              for (int i = 0; i < values.length; i += Math.max(1, values.length / 5)) {
                double before = values[i];
                values[i] = before + step;
                double above = probe.loss(DataType.DOUBLE);
                values[i] = before - step;
                double below = probe.loss(DataType.DOUBLE);
                values[i] = before;
                assertThat(Objects.requireNonNull(run.get(name))[i])
                    .as("gradient with respect to %s[%d]", name, i)
                    .isCloseTo((above - below) / (2 * step), within(1e-5));
              }
            });
  }

  @Test
  void kernelAndReferenceAgreeForwardAndInEveryGradient() {
    assertAgreement(new SequenceProbe(new SequenceShape(2, 24), SMALL_CODEC));
  }

  @Test
  void kernelAndReferenceAgreeWhereRowsFillSeveralPiecesAndTiles() {
    assertAgreement(new SequenceProbe(new SequenceShape(2, 2 * 5003), SMALL_CODEC));
  }

  @Test
  void kernelAndReferenceAgreeWhereTheDilationIsLongerThanTheRows() {
    assertAgreement(new SequenceProbe(new SequenceShape(1, 20), residual("stack", 3, 3, 3)));
  }

  @Test
  void kernelAndReferenceAgreeForAnyStrideAndDilation() {
    for (ConvolutionShape shape :
        new ConvolutionShape[] {
          new ConvolutionShape(2, 3, 1, 1, 0, 1),
          new ConvolutionShape(2, 3, 5, 1, 1, 2),
          new ConvolutionShape(2, 3, 3, 2, 4, 3),
          new ConvolutionShape(1, 2, 3, 4, 0, 1),
          new ConvolutionShape(3, 2, 8, 4, 2, 1),
          new ConvolutionShape(2, 2, 2, 5, 0, 1)
        }) {
      assertAgreement(
          new SequenceProbe(new SequenceShape(2, 23), LayerPlan.convolution("c", shape)));
    }
  }

  @Test
  void kernelAndReferenceAgreeForTransposedConvolutionsOfEveryEvenStride() {
    for (int stride : new int[] {2, 4, 6}) {
      LayerPlan plan = LayerPlan.transposedConvolution("up", 3, 2, stride);
      assertAgreement(new SequenceProbe(new SequenceShape(2, 7), plan));
    }
  }

  private static void assertAgreement(SequenceProbe probe) {
    Map<String, double[]> reference = probe.run(GraphKind.REFERENCE, DataType.DOUBLE);
    Map<String, double[]> kernel = probe.run(GraphKind.KERNEL, DataType.FLOAT);
    assertThat(kernel.keySet()).isEqualTo(reference.keySet());
    reference.forEach(
        (name, expected) -> {
          double scale = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
          double worst = 0;
          for (int i = 0; i < expected.length; i++) {
            worst =
                Math.max(
                    worst, Math.abs(expected[i] - Objects.requireNonNull(kernel.get(name))[i]));
          }
          assertThat(worst / scale).as("%s of %s", name, probe.sequence().name()).isLessThan(3e-6);
        });
  }

  @Test
  void whatIsTrainedAndWhatEncodesGiveTheSameRows() {
    SequenceProbe probe = new SequenceProbe(new SequenceShape(1, 1400), SMALL_CODEC);
    double[] trained = Objects.requireNonNull(probe.run(GraphKind.KERNEL, DataType.FLOAT).get("y"));
    Map<String, FloatTensor> weights = new LinkedHashMap<>();
    probe
        .sequence()
        .parameters()
        .forEach((name, shape) -> weights.put(name, FloatTensor.of(probe.floats(name), shape)));
    try (ParameterBinding binding = new ParameterBinding(ParameterSource.of(weights));
        TimePipeline layers = binding.bind("the sequence", probe.sequence()::open, name -> true)) {
      float[] rows = layers.forward(probe.floats("x"), 1400);
      assertThat(trained).hasSize(rows.length);
      for (int i = 0; i < rows.length; i++) {
        assertThat(rows[i])
            .isCloseTo((float) trained[i], org.assertj.core.api.Assertions.within(1e-5f));
      }
    }
  }

  @Test
  void twoRunsGiveTheSameBits() {
    SequenceProbe probe = new SequenceProbe(new SequenceShape(2, 4000), SMALL_CODEC);
    Map<String, double[]> first = probe.run(GraphKind.KERNEL, DataType.FLOAT);
    Map<String, double[]> second = probe.run(GraphKind.KERNEL, DataType.FLOAT);
    first.forEach((name, values) -> assertThat(second.get(name)).as(name).isEqualTo(values));
  }

  private static org.assertj.core.data.Offset<Double> within(double value) {
    return org.assertj.core.api.Assertions.within(value);
  }
}
