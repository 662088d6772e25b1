package org.jukebox4j.core.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The backward pass of a kernel; not for use outside this package. Its inputs are those of the
 * forward pass and then the gradients of the outputs; its outputs are the wanted gradients. Integer
 * arguments after the kernel's number: for each input of the forward pass, 1 if its gradient is
 * wanted.
 */
public final class KernelBackwardOp extends KernelOp {
  static final String NAME = "jukebox_kernel_bp";

  /** For SameDiff, which fills in the rest. */
  public KernelBackwardOp() {}

  KernelBackwardOp(KernelForwardOp forward, boolean[] wanted, SDVariable... outputGradients) {
    super(
        forward.getSameDiff(),
        forward.kernel(),
        forward.getIArgument(0),
        Stream.concat(Stream.of(forward.args()), Stream.of(outputGradients))
            .toArray(SDVariable[]::new));
    for (boolean each : wanted) {
      addIArgument(each ? 1 : 0);
    }
  }

  @Override
  public String opName() {
    return NAME;
  }

  private int inputs() {
    return numIArguments() - 1;
  }

  private boolean isWanted(int input) {
    return getIArgument(input + 1) == 1;
  }

  @Override
  public int getNumOutputs() {
    int count = 0;
    for (int i = 0; i < inputs(); i++) {
      count += isWanted(i) ? 1 : 0;
    }
    return count;
  }

  @Override
  int[][] outputShapes(List<INDArray> arrays) {
    List<int[]> shapes = new ArrayList<>();
    for (int i = 0; i < inputs(); i++) {
      if (isWanted(i)) {
        shapes.add(GraphMemory.shape(arrays.get(i)));
      }
    }
    return shapes.toArray(int[][]::new);
  }

  @Override
  void run(List<INDArray> arrays, List<INDArray> outputs) {
    List<GraphOutput> gradients = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < inputs(); i++) {
      gradients.add(
          isWanted(i)
              ? GraphOutput.wanted(outputs.get(next++))
              : GraphOutput.unwanted(GraphMemory.shape(arrays.get(i))));
    }
    kernel()
        .backward(
            read(arrays.subList(0, inputs())),
            read(arrays.subList(inputs(), arrays.size())),
            gradients);
    gradients.forEach(GraphOutput::finish);
  }

  @Override
  public List<SDVariable> doDiff(List<SDVariable> gradients) {
    throw new UnsupportedOperationException(
        kernel().name() + ": second derivatives of a kernel are not available");
  }
}
