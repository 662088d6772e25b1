package org.jukebox4j.core.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOpDescriptor;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;

/**
 * What SameDiff sees of a kernel. Public, with a constructor without arguments, because SameDiff
 * makes copies of operations by reflection; not for use outside this package.
 *
 * <p>Integer arguments: the kernel's number, then those of the subclass.
 */
public abstract sealed class KernelOp extends DynamicCustomOp
    permits KernelForwardOp, KernelBackwardOp {
  private @Nullable GraphKernel kernel;

  KernelOp() {}

  KernelOp(SameDiff graph, GraphKernel kernel, long number, SDVariable... inputs) {
    super(graph, inputs);
    this.kernel = kernel;
    addIArgument(number);
  }

  /** The kernel; a copy made by SameDiff looks it up once and then holds it. */
  final GraphKernel kernel() {
    GraphKernel current = kernel;
    if (current == null) {
      current = KernelRegistry.find(getIArgument(0));
      kernel = current;
    }
    return current;
  }

  /** Runs the kernel on arrays of the shapes that {@link #outputShapes} gives. */
  abstract void run(List<INDArray> inputs, List<INDArray> outputs);

  abstract int[][] outputShapes(List<INDArray> inputs);

  static List<GraphInput> read(List<INDArray> arrays) {
    return arrays.stream().map(GraphInput::new).toList();
  }

  static int[][] shapes(List<INDArray> arrays) {
    return arrays.stream().map(GraphMemory::shape).toArray(int[][]::new);
  }

  @Override
  public final long opHash() {
    return SameDiffExtension.hash(opName());
  }

  @Override
  public final @Nullable CustomOpDescriptor getDescriptor() {
    return null;
  }

  @Override
  public final void assertValidForExecution() {
    // The kernel checks its inputs itself; ND4J knows no rules for it.
  }

  @Override
  public final List<DataType> calculateOutputDataTypes(List<DataType> inputs) {
    return Collections.nCopies(getNumOutputs(), DataType.FLOAT);
  }

  @Override
  public final List<LongShapeDescriptor> calculateOutputShape() {
    return describe(inputArguments());
  }

  @Override
  public final List<LongShapeDescriptor> calculateOutputShape(OpContext context) {
    return describe(context.getInputArrays());
  }

  private List<LongShapeDescriptor> describe(List<INDArray> inputs) {
    List<LongShapeDescriptor> described = new ArrayList<>();
    for (int[] shape : outputShapes(inputs)) {
      long[] wide = new long[shape.length];
      for (int axis = 0; axis < shape.length; axis++) {
        wide[axis] = shape[axis];
      }
      described.add(LongShapeDescriptor.fromShape(wide, DataType.FLOAT));
    }
    return described;
  }

  @Override
  public final Map<String, Object> propertiesForFunction() {
    return new HashMap<>();
  }

  @Override
  public final void setPropertiesForFunction(Map<String, Object> properties) {
    // All that a copy needs is in the integer arguments.
  }

  @Override
  public final void configureFromArguments() {
    // The integer arguments are read when they are needed.
  }
}
