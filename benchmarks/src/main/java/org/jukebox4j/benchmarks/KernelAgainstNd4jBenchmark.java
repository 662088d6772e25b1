package org.jukebox4j.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jukebox4j.core.kernel.Activation;
import org.jukebox4j.core.kernel.Conv1d;
import org.jukebox4j.core.kernel.ConvolutionShape;
import org.jukebox4j.core.kernel.LayerNorm;
import org.jukebox4j.core.kernel.Linear;
import org.jukebox4j.core.kernel.NativeScratch;
import org.jukebox4j.core.kernel.Softmax;
import org.jukebox4j.core.kernel.TimePipeline;
import org.jukebox4j.core.tensor.FloatTensor;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Each forward kernel beside ND4J's own operation on the same shape, with ND4J's output array given
 * so that neither side allocates it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class KernelAgainstNd4jBenchmark {
  private static final int WIDTH = 1920;
  private static final int ROWS = 256;
  private static final int STEPS = 22_050;

  /** Whose kernel runs. */
  public enum Side {
    /** This project's. */
    OURS,
    /** ND4J's operation. */
    ND4J
  }

  /** What is computed. */
  public enum Work {
    /** Layer norm of [256, 1920]. */
    LAYER_NORM,
    /** Quick GELU of [256, 1920]. */
    QUICK_GELU,
    /** Softmax over rows of [256, 1920]. */
    SOFTMAX,
    /** [1, 1920] x [1920, 1920], one decoded position. */
    DENSE_1,
    /** [256, 1920] x [1920, 1920], a chunk of a prefill. */
    DENSE_256,
    /** Kernel 3, dilation 9, 32 channels, 22,050 steps. */
    CONV_32,
    /** Kernel 3, dilation 9, 64 channels, 22,050 steps. */
    CONV_64
  }

  /** The work. */
  @Param public Work work;

  /** The side. */
  @Param public Side side;

  private Runnable once;

  /** Makes inputs and weights. */
  @Setup
  public void open() {
    once = side == Side.OURS ? ours() : nd4j();
  }

  private static float[] random(int size) {
    Random random = new Random(size);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private Runnable ours() {
    float[] x = random(ROWS * WIDTH);
    float[] y = x.clone();
    return switch (work) {
      case LAYER_NORM -> {
        LayerNorm norm = new LayerNorm(random(WIDTH), random(WIDTH));
        yield () -> norm.forward(x, ROWS, y);
      }
      // in place, so each run starts from a fresh copy
      case QUICK_GELU ->
          () -> {
            System.arraycopy(x, 0, y, 0, x.length);
            Activation.QUICK_GELU.apply(y, 0, y.length);
          };
      case SOFTMAX ->
          () -> {
            System.arraycopy(x, 0, y, 0, x.length);
            for (int row = 0; row < ROWS; row++) {
              Softmax.apply(y, row * WIDTH, WIDTH, 0);
            }
          };
      case DENSE_1, DENSE_256 -> {
        FloatTensor weight = FloatTensor.of(random(WIDTH * WIDTH), WIDTH, WIDTH);
        Linear layer = Linear.inputFirst(weight, new float[WIDTH]);
        NativeScratch scratch = new NativeScratch();
        int rows = work == Work.DENSE_1 ? 1 : ROWS;
        yield () -> layer.forward(x, 1, rows, y, scratch);
      }
      case CONV_32, CONV_64 -> {
        int channels = channels();
        FloatTensor weight = FloatTensor.of(random(channels * channels * 3), channels, channels, 3);
        ConvolutionShape shape = new ConvolutionShape(channels, channels, 3, 1, 9, 9);
        TimePipeline layer =
            new TimePipeline(List.of(new Conv1d(shape, weight, new float[channels])));
        float[] sound = random(STEPS * channels);
        yield () -> layer.forward(sound, STEPS);
      }
    };
  }

  private int channels() {
    return work == Work.CONV_32 ? 32 : 64;
  }

  private Runnable nd4j() {
    INDArray x = Nd4j.createFromArray(random(ROWS * WIDTH)).reshape('c', ROWS, WIDTH);
    INDArray y = Nd4j.create(ROWS, WIDTH);
    return switch (work) {
      case LAYER_NORM -> {
        INDArray gain = Nd4j.createFromArray(random(WIDTH));
        INDArray shift = Nd4j.createFromArray(random(WIDTH));
        yield run("layer_norm", List.of(x, gain, shift), y, 1);
      }
      case QUICK_GELU ->
          () -> Nd4j.exec(new org.nd4j.linalg.api.ops.impl.transforms.strict.GELU(x, y));
      case SOFTMAX -> run("softmax", List.of(x), y, 1);
      case DENSE_1, DENSE_256 -> {
        int rows = work == Work.DENSE_1 ? 1 : ROWS;
        INDArray weight = Nd4j.createFromArray(random(WIDTH * WIDTH)).reshape('c', WIDTH, WIDTH);
        INDArray in = Nd4j.createFromArray(random(rows * WIDTH)).reshape('c', rows, WIDTH);
        yield run("matmul", List.of(in, weight), Nd4j.create(rows, WIDTH));
      }
      case CONV_32, CONV_64 -> {
        int channels = channels();
        INDArray sound =
            Nd4j.createFromArray(random(STEPS * channels)).reshape('c', 1, STEPS, channels);
        INDArray weight =
            Nd4j.createFromArray(random(3 * channels * channels))
                .reshape('c', 3, channels, channels);
        INDArray bias = Nd4j.zeros(channels);
        // kernel, stride, padding, dilation, VALID, time-major
        yield run(
            "conv1d",
            List.of(sound, weight, bias),
            Nd4j.create(1, STEPS, channels),
            3,
            1,
            9,
            9,
            0,
            1);
      }
    };
  }

  private static Runnable run(String name, List<INDArray> in, INDArray out, int... arguments) {
    CustomOp op =
        DynamicCustomOp.builder(name.toLowerCase(Locale.ROOT))
            .addInputs(in.toArray(INDArray[]::new))
            .addOutputs(out)
            .addIntegerArguments(Arrays.stream(arguments).boxed().toList())
            .build();
    return () -> Nd4j.exec(op);
  }

  /** Computes once. */
  @Benchmark
  public void once() {
    once.run();
  }
}
