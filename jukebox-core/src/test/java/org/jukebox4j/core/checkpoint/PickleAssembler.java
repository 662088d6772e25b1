package org.jukebox4j.core.checkpoint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes pickles instruction by instruction. */
final class PickleAssembler {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  PickleAssembler() {
    op(0x80).op(2);
  }

  PickleAssembler op(int code) {
    bytes.write(code);
    return this;
  }

  /** Instructions written as the letters that stand for them. */
  PickleAssembler ops(String codes) {
    bytes.writeBytes(codes.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  PickleAssembler raw(byte[] more) {
    bytes.writeBytes(more);
    return this;
  }

  PickleAssembler number(int value) {
    return op('J').raw(little(Integer.BYTES).putInt(value).array());
  }

  PickleAssembler number(long value) {
    return op(0x8a).op(8).raw(little(Long.BYTES).putLong(value).array());
  }

  PickleAssembler fraction(double value) {
    return op('G').raw(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
  }

  PickleAssembler text(String value) {
    byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
    return op('X').raw(little(Integer.BYTES).putInt(encoded.length).array()).raw(encoded);
  }

  PickleAssembler global(String module, String name) {
    return ops("c" + module + "\n" + name + "\n");
  }

  PickleAssembler storage(String type, String key, long count) {
    return ops("(")
        .text("storage")
        .global("torch", type)
        .text(key)
        .text("cpu")
        .number(count)
        .ops("tQ");
  }

  /**
   * A tensor of {@code storage}, with the shape and strides that {@code torch.save} would write.
   */
  PickleAssembler tensor(String type, String key, long count, long offset, Axes axes) {
    global("torch._utils", "_rebuild_tensor_v2").ops("(").storage(type, key, count).number(offset);
    numbers(axes.shape()).numbers(axes.strides());
    return op(0x89).global("collections", "OrderedDict").ops(")RtR");
  }

  PickleAssembler numbers(long... values) {
    ops("(");
    for (long value : values) {
      number(value);
    }
    return ops("t");
  }

  byte[] end() {
    op('.');
    return bytes.toByteArray();
  }

  /**
   * Shape and strides of a tensor.
   *
   * @param shape the length of each axis
   * @param strides distance between neighbours along each axis
   */
  record Axes(long[] shape, long[] strides) {
    static Axes row(long length) {
      return new Axes(new long[] {length}, new long[] {1});
    }

    static Axes of(long[] shape, long... strides) {
      return new Axes(shape, strides);
    }
  }

  static ByteBuffer little(int capacity) {
    return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
  }
}
