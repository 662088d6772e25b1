package org.jukebox4j.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** The kernel against ND4J's own operation. */
final class Conv1dAgainstNd4jTest {
  @ParameterizedTest
  @CsvSource({"64, 64, 3, 1, 9, 9", "32, 64, 4, 2, 1, 1"})
  void agreesWithTheConv1dOperation(
      int inputs, int outputs, int kernel, int stride, int padding, int dilation) {
    ConvolutionShape shape =
        new ConvolutionShape(inputs, outputs, kernel, stride, padding, dilation);
    int time = 800;
    Random random = new Random(kernel);
    float[] weight = Convolutions.random(random, inputs * outputs * kernel);
    float[] bias = Convolutions.random(random, outputs);
    float[] x = Convolutions.random(random, time * inputs);
    double[] expected = nd4j(shape, weight, bias, x, time);
    try (TimePipeline conv = new TimePipeline(List.of(Convolutions.layer(shape, weight, bias)))) {
      assertThat(Convolutions.error(expected, conv.forward(x, time))).isLessThan(1e-6);
    }
  }

  private static double[] nd4j(
      ConvolutionShape shape, float[] weight, float[] bias, float[] x, int time) {
    INDArray input = Nd4j.create(x, new long[] {1, time, shape.inputs()}, 'c');
    // [out, in, k] -> [k, in, out]
    INDArray w =
        Nd4j.create(weight, new long[] {shape.outputs(), shape.inputs(), shape.kernel()}, 'c')
            .permute(2, 1, 0)
            .dup('c');
    int valid = 0;
    int timeMajor = 1;
    DynamicCustomOp op =
        DynamicCustomOp.builder("conv1d")
            .addInputs(input, w, Nd4j.createFromArray(bias))
            .addIntegerArguments(
                shape.kernel(), shape.stride(), shape.padding(), shape.dilation(), valid, timeMajor)
            .build();
    return Nd4j.exec(op)[0].reshape(-1).toDoubleVector();
  }
}
