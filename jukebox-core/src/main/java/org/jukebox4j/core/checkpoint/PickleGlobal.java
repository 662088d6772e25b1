package org.jukebox4j.core.checkpoint;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Python names that a pickle of tensors may mention. They are only names: each stands for a few
 * lines of {@link TensorRebuilder}, and no other name stands for anything.
 *
 * @param module the Python module
 * @param name the name in that module
 * @param role what it stands for
 * @param elements the type of elements of a storage class
 */
record PickleGlobal(String module, String name, Role role, @Nullable ElementType elements)
    implements PickleValue {
  /** What a name stands for. */
  enum Role {
    ORDERED_DICTIONARY,
    REBUILD_TENSOR,
    REBUILD_PARAMETER,
    SIZE,
    STORAGE
  }

  private static final Map<String, PickleGlobal> ALLOWED =
      Map.ofEntries(
          entry("collections", "OrderedDict", Role.ORDERED_DICTIONARY),
          entry("torch._utils", "_rebuild_tensor", Role.REBUILD_TENSOR),
          entry("torch._utils", "_rebuild_tensor_v2", Role.REBUILD_TENSOR),
          entry("torch._utils", "_rebuild_parameter", Role.REBUILD_PARAMETER),
          entry("torch", "Size", Role.SIZE),
          storage("FloatStorage", ElementType.F32),
          storage("HalfStorage", ElementType.F16),
          storage("BFloat16Storage", ElementType.BF16),
          storage("DoubleStorage", ElementType.F64),
          storage("LongStorage", ElementType.I64),
          storage("IntStorage", ElementType.I32),
          storage("ShortStorage", ElementType.I16),
          storage("CharStorage", ElementType.I8),
          storage("ByteStorage", ElementType.U8),
          storage("BoolStorage", ElementType.BOOL));

  static Optional<PickleGlobal> find(String module, String name) {
    PickleGlobal found = ALLOWED.get(module + "." + name);
    // Without the comparison, module "torch" with name "_utils._rebuild_tensor" would pass.
    return Optional.ofNullable(found)
        .filter(global -> global.module.equals(module) && global.name.equals(name));
  }

  private static Map.Entry<String, PickleGlobal> entry(String module, String name, Role role) {
    return Map.entry(module + "." + name, new PickleGlobal(module, name, role, null));
  }

  private static Map.Entry<String, PickleGlobal> storage(String name, ElementType elements) {
    return Map.entry("torch." + name, new PickleGlobal("torch", name, Role.STORAGE, elements));
  }

  @Override
  public String toString() {
    return module + "." + name;
  }
}
