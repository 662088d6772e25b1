package org.jukebox4j.core.graph;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.nd4j.imports.converters.DifferentialFunctionClassHolder;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOpDescriptor;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Teaches SameDiff the operations {@link KernelForwardOp} and {@link KernelBackwardOp}, once for
 * each process. The only class that depends on private parts of ND4J {@value #ND4J_VERSION}:
 *
 * <ul>
 *   <li>{@code Nd4j.OP_EXECUTIONER_INSTANCE}, the object through which ND4J runs every operation.
 *       It is replaced by a proxy that runs the two operations itself, hands everything else on,
 *       and adds the two to the list of operations, from which SameDiff looks up the number of an
 *       operation when it copies a graph;
 *   <li>{@code DifferentialFunctionClassHolder.customOpHashToClass}, from number to class, and
 *       {@code fieldsForFunction}, from name to the (no) fields that a copy would need.
 * </ul>
 */
final class SameDiffExtension {
  /** The version whose private parts are known. */
  static final String ND4J_VERSION = "1.0.0-M2.1";

  /** "JB" and zeros: keeps the numbers clear of those of ND4J, which are hashes of names too. */
  private static final long HASH_SPACE = 0x4a42000000000000L;

  /** The executioner of the process, which ND4J has one of. */
  private static final AtomicReference<OpExecutioner> INSTALLED = new AtomicReference<>();

  private SameDiffExtension() {}

  /** Makes kernels known to SameDiff, if they are not yet. ND4J must have been started. */
  static void install() {
    synchronized (INSTALLED) {
      if (Nd4j.getExecutioner() != INSTALLED.get()) {
        INSTALLED.set(installOver(Nd4j.getExecutioner()));
      }
    }
  }

  static long hash(String opName) {
    return HASH_SPACE ^ opName.hashCode();
  }

  private static OpExecutioner installOver(OpExecutioner original) {
    try {
      DifferentialFunctionClassHolder classes = DifferentialFunctionClassHolder.getInstance();
      Map<Long, Class<?>> byNumber = map(classes, "customOpHashToClass");
      Map<String, Map<String, Field>> fields = map(classes, "fieldsForFunction");
      for (KernelOp op : List.of(new KernelForwardOp(), new KernelBackwardOp())) {
        byNumber.put(op.opHash(), op.getClass());
        fields.put(op.opName(), new HashMap<>());
      }
      Field instance = Nd4j.class.getDeclaredField("OP_EXECUTIONER_INSTANCE");
      instance.setAccessible(true);
      OpExecutioner extended = extend(original);
      instance.set(null, extended);
      return extended;
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new IllegalStateException(
          "kernel graphs need ND4J "
              + ND4J_VERSION
              + ", whose inner parts they extend; those of the ND4J on the class path differ",
          e);
    }
  }

  @SuppressWarnings("unchecked")
  private static <K, V> Map<K, V> map(DifferentialFunctionClassHolder holder, String name)
      throws ReflectiveOperationException {
    Field field = DifferentialFunctionClassHolder.class.getDeclaredField(name);
    field.setAccessible(true);
    return (Map<K, V>) field.get(holder);
  }

  /**
   * A proxy, not a subclass: ND4J names the executioner by its interface everywhere, and a subclass
   * would tie this module to the CPU backend at compile time.
   */
  private static OpExecutioner extend(OpExecutioner original) {
    Map<String, CustomOpDescriptor> all = new HashMap<>(original.getCustomOperations());
    all.put(KernelForwardOp.NAME, descriptor(KernelForwardOp.NAME));
    all.put(KernelBackwardOp.NAME, descriptor(KernelBackwardOp.NAME));
    Map<String, CustomOpDescriptor> operations = Collections.unmodifiableMap(all);
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (arguments == null) {
            return method.getName().equals("getCustomOperations")
                ? operations
                : handOn(original, method, null);
          }
          if (arguments[0] instanceof KernelOp op) {
            return answer(op, method, arguments);
          }
          return handOn(original, method, arguments);
        };
    return (OpExecutioner)
        Proxy.newProxyInstance(
            SameDiffExtension.class.getClassLoader(),
            new Class<?>[] {OpExecutioner.class},
            handler);
  }

  private static Object answer(KernelOp op, Method method, Object[] arguments) {
    OpContext context =
        arguments.length > 1 && arguments[1] instanceof OpContext given ? given : null;
    return switch (method.getName()) {
      case "exec" -> run(op, context);
      case "calculateOutputShape" ->
          context == null ? op.calculateOutputShape() : op.calculateOutputShape(context);
      case "execAndReturn" -> {
        run(op, context);
        yield op;
      }
      case "equals" -> false;
      default ->
          throw new UnsupportedOperationException(
              method.getName() + " is not available for the operation " + op.opName());
    };
  }

  private static INDArray[] run(KernelOp op, @Nullable OpContext context) {
    List<INDArray> inputs = context == null ? op.inputArguments() : context.getInputArrays();
    List<INDArray> outputs = context == null ? op.outputArguments() : context.getOutputArrays();
    op.run(inputs, outputs);
    return outputs.toArray(new INDArray[0]);
  }

  private static @Nullable Object handOn(
      OpExecutioner original, Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(original, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private static CustomOpDescriptor descriptor(String opName) {
    return CustomOpDescriptor.builder()
        .hash(hash(opName))
        .numInputs(-1)
        .numOutputs(1)
        .numTArgs(-1)
        .numIArgs(-1)
        .allowsInplace(false)
        .build();
  }
}
