package org.jukebox4j.core.graph;

import java.util.List;

/** Small kernels whose mathematics can be checked against SameDiff's own operations. */
final class SampleKernels {
  private SampleKernels() {}

  /** {@code x * sigmoid(1.702 x)}, of any shape. */
  static final class QuickGelu implements GraphKernel {
    @Override
    public String name() {
      return "quick gelu";
    }

    @Override
    public int outputs() {
      return 1;
    }

    @Override
    public int[][] outputShapes(int[][] inputShapes) {
      return new int[][] {inputShapes[0]};
    }

    @Override
    public void forward(List<GraphInput> inputs, List<GraphOutput> outputs) {
      float[] x = inputs.get(0).floats();
      for (int i = 0; i < x.length; i++) {
        x[i] = (float) (x[i] / (1 + Math.exp(-1.702 * x[i])));
      }
      outputs.get(0).write(x);
    }

    @Override
    public void backward(
        List<GraphInput> inputs,
        List<GraphInput> outputGradients,
        List<GraphOutput> inputGradients) {
      float[] x = inputs.get(0).floats();
      float[] gradient = outputGradients.get(0).floats();
      for (int i = 0; i < x.length; i++) {
        double sigmoid = 1 / (1 + Math.exp(-1.702 * x[i]));
        gradient[i] *= (float) (sigmoid * (1 + 1.702 * x[i] * (1 - sigmoid)));
      }
      inputGradients.get(0).write(gradient);
    }
  }

  /**
   * {@code scale * (a - b)} and the scalar {@code sum(a * b)}: two inputs, two outputs, and a
   * setting of its own.
   */
  static final class DifferenceAndDot implements GraphKernel {
    private final float scale;

    DifferenceAndDot(float scale) {
      this.scale = scale;
    }

    @Override
    public String name() {
      return "difference and dot";
    }

    @Override
    public int outputs() {
      return 2;
    }

    @Override
    public int[][] outputShapes(int[][] inputShapes) {
      return new int[][] {inputShapes[0], {}};
    }

    @Override
    public void forward(List<GraphInput> inputs, List<GraphOutput> outputs) {
      float[] a = inputs.get(0).floats();
      float[] b = inputs.get(1).floats();
      float[] difference = new float[a.length];
      double dot = 0;
      for (int i = 0; i < a.length; i++) {
        difference[i] = scale * (a[i] - b[i]);
        dot += (double) a[i] * b[i];
      }
      outputs.get(0).write(difference);
      outputs.get(1).write((float) dot);
    }

    @Override
    public void backward(
        List<GraphInput> inputs,
        List<GraphInput> outputGradients,
        List<GraphOutput> inputGradients) {
      float[] a = inputs.get(0).floats();
      float[] b = inputs.get(1).floats();
      float[] ofDifference = outputGradients.get(0).floats();
      float ofDot = outputGradients.get(1).scalar();
      float[] ofA = new float[a.length];
      float[] ofB = new float[a.length];
      for (int i = 0; i < a.length; i++) {
        ofA[i] = scale * ofDifference[i] + ofDot * b[i];
        ofB[i] = -scale * ofDifference[i] + ofDot * a[i];
      }
      inputGradients.get(0).write(ofA);
      inputGradients.get(1).write(ofB);
    }
  }

  /** Rows of a table, {@code [rows, width]}, at codes, {@code [time]}; writes in place. */
  static final class Embedding implements GraphKernel {
    @Override
    public String name() {
      return "embedding";
    }

    @Override
    public int outputs() {
      return 1;
    }

    @Override
    public int[][] outputShapes(int[][] inputShapes) {
      return new int[][] {{inputShapes[0][0], inputShapes[1][1]}};
    }

    @Override
    public void forward(List<GraphInput> inputs, List<GraphOutput> outputs) {
      int[] codes = inputs.get(0).integers();
      int width = inputs.get(1).dimension(1);
      float[] row = new float[width];
      for (int t = 0; t < codes.length; t++) {
        inputs.get(1).tensor().read(codes[t] * width, row, 0, width);
        outputs.get(0).tensor().write(t * width, row, 0, width);
      }
    }

    @Override
    public void backward(
        List<GraphInput> inputs,
        List<GraphInput> outputGradients,
        List<GraphOutput> inputGradients) {
      int[] codes = inputs.get(0).integers();
      int width = inputs.get(1).dimension(1);
      float[] gradient = outputGradients.get(0).floats();
      float[] ofTable = new float[inputs.get(1).size()];
      for (int i = 0; i < gradient.length; i++) {
        ofTable[codes[i / width] * width + i % width] += gradient[i];
      }
      if (!inputGradients.get(0).isWanted()) {
        inputGradients.get(1).write(ofTable);
      }
    }
  }

  /** Writes the first value of its output only, and the first gradient only. */
  static final class FirstOnly implements GraphKernel {
    @Override
    public String name() {
      return "first only";
    }

    @Override
    public int outputs() {
      return 2;
    }

    @Override
    public int[][] outputShapes(int[][] inputShapes) {
      return new int[][] {inputShapes[0], inputShapes[0]};
    }

    @Override
    public void forward(List<GraphInput> inputs, List<GraphOutput> outputs) {
      outputs.get(0).tensor().write(0, inputs.get(0).floats(), 0, 1);
    }

    @Override
    public void backward(
        List<GraphInput> inputs,
        List<GraphInput> outputGradients,
        List<GraphOutput> inputGradients) {
      inputGradients.get(0).tensor().write(0, outputGradients.get(0).floats(), 0, 1);
    }
  }
}
