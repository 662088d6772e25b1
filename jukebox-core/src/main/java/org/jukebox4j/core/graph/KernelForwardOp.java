package org.jukebox4j.core.graph;

import java.util.Arrays;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The forward pass of a kernel; not for use outside this package. */
public final class KernelForwardOp extends KernelOp {
  static final String NAME = "jukebox_kernel";

  /** For SameDiff, which fills in the rest. */
  public KernelForwardOp() {}

  KernelForwardOp(SameDiff graph, GraphKernel kernel, SDVariable... inputs) {
    super(graph, kernel, KernelRegistry.add(kernel), inputs);
  }

  @Override
  public String opName() {
    return NAME;
  }

  @Override
  public int getNumOutputs() {
    return kernel().outputs();
  }

  @Override
  int[][] outputShapes(List<INDArray> inputs) {
    int[][] shapes = kernel().outputShapes(shapes(inputs));
    if (shapes.length != kernel().outputs()) {
      throw new IllegalStateException(
          kernel().name()
              + ": gave "
              + shapes.length
              + " output shapes, but says that it has "
              + kernel().outputs()
              + " outputs");
    }
    return shapes;
  }

  @Override
  void run(List<INDArray> inputs, List<INDArray> outputs) {
    List<GraphOutput> results = outputs.stream().map(GraphOutput::wanted).toList();
    kernel().forward(read(inputs), results);
    results.forEach(GraphOutput::finish);
  }

  @Override
  public List<SDVariable> doDiff(List<SDVariable> outputGradients) {
    SDVariable[] inputs = args();
    boolean[] wanted = new boolean[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      wanted[i] =
          inputs[i].dataType().isFPType() && inputs[i].getVariableType() != VariableType.CONSTANT;
    }
    KernelBackwardOp backward =
        new KernelBackwardOp(this, wanted, outputGradients.toArray(new SDVariable[0]));
    SDVariable[] gradients =
        backward.getNumOutputs() == 0 ? new SDVariable[0] : backward.outputVariables();
    SDVariable[] all = new SDVariable[inputs.length];
    int next = 0;
    for (int i = 0; i < inputs.length; i++) {
      all[i] = wanted[i] ? gradients[next++] : sameDiff.zerosLike(inputs[i]);
    }
    return Arrays.asList(all);
  }
}
