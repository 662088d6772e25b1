package org.jukebox4j.core.sequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jukebox4j.core.graph.GraphInput;
import org.jukebox4j.core.graph.GraphKernel;
import org.jukebox4j.core.graph.GraphOutput;

/**
 * A whole sequence as one operation of a graph. Inputs: {@code [items, rows, inputs]}, then the
 * parameters in the order of {@link LayerSequence#parameters}.
 *
 * <p>The backward pass finds the activations of the forward pass in memory if that was of the same
 * values, which it compares, and computes them again if not. So it is right in any order of calls,
 * and quick in the order of training.
 */
final class SequenceKernel implements GraphKernel {
  private final LayerSequence sequence;
  private final TrainableSequence trainable;

  SequenceKernel(LayerSequence sequence) {
    this.sequence = sequence;
    this.trainable = new TrainableSequence(sequence);
  }

  @Override
  public String name() {
    return sequence.name();
  }

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public int[][] outputShapes(int[][] inputShapes) {
    int[] x = inputShapes[0];
    if (x.length != 3 || x[2] != sequence.inputs()) {
      throw new IllegalArgumentException(
          "%s: expected [items, rows, %d] but was %s"
              .formatted(name(), sequence.inputs(), Arrays.toString(x)));
    }
    int at = 1;
    for (int[] shape : sequence.parameters().values()) {
      if (!Arrays.equals(shape, inputShapes[at])) {
        throw new IllegalArgumentException(
            "%s: parameter %d: expected shape %s but was %s"
                .formatted(name(), at, Arrays.toString(shape), Arrays.toString(inputShapes[at])));
      }
      at++;
    }
    return new int[][] {{x[0], trainable.outputRows(x[1]), trainable.outputs()}};
  }

  @Override
  public synchronized void forward(List<GraphInput> inputs, List<GraphOutput> outputs) {
    outputs.get(0).write(trainable.forward(rows(inputs), parameters(inputs)).values());
  }

  @Override
  public synchronized void backward(
      List<GraphInput> inputs, List<GraphInput> outputGradients, List<GraphOutput> gradients) {
    BatchRows x = rows(inputs);
    List<float[]> parameters = parameters(inputs);
    if (!trainable.remembers(x, parameters)) {
      trainable.forward(x, parameters);
    }
    TrainableSequence.Gradients result = trainable.backward(outputGradients.get(0).floats());
    gradients.get(0).write(result.input().values());
    for (int i = 0; i < result.parameters().size(); i++) {
      gradients.get(i + 1).write(result.parameters().get(i));
    }
  }

  private static BatchRows rows(List<GraphInput> inputs) {
    GraphInput x = inputs.get(0);
    return new BatchRows(x.floats(), x.dimension(0), x.dimension(1), x.dimension(2));
  }

  private static List<float[]> parameters(List<GraphInput> inputs) {
    List<float[]> values = new ArrayList<>();
    for (GraphInput input : inputs.subList(1, inputs.size())) {
      values.add(input.floats());
    }
    return values;
  }
}
