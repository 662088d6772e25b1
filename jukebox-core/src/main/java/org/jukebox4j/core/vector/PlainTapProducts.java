package org.jukebox4j.core.vector;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bytedeco.openblas.global.openblas;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * The products by way of OpenBLAS, which needs its operands side by side and outside the Java heap.
 */
final class PlainTapProducts implements TapProducts {
  private static final int ROW_MAJOR = 101;
  private static final int PLAIN = 111;
  private static final int TRANSPOSED = 112;

  private final Queue<Operands> free = new ConcurrentLinkedQueue<>();

  /** Native memory of one product; it grows to the largest request and is then reused. */
  private static final class Operands {
    private FloatTensor seen = FloatTensor.zeros(1);
    private FloatTensor rows = FloatTensor.zeros(1);
    private FloatTensor part = FloatTensor.zeros(1);
    private float[] array = new float[0];

    FloatTensor seen(int size) {
      seen = fitting(seen, size);
      return seen;
    }

    FloatTensor rows(int size) {
      rows = fitting(rows, size);
      return rows;
    }

    FloatTensor part(int size) {
      part = fitting(part, size);
      return part;
    }

    float[] array(int size) {
      if (array.length < size) {
        array = new float[size];
      }
      return array;
    }

    private static FloatTensor fitting(FloatTensor current, int size) {
      if (current.size() >= size) {
        return current;
      }
      current.close();
      return FloatTensor.zeros(size);
    }
  }

  private Operands borrow() {
    Operands kept = free.poll();
    return kept == null ? new Operands() : kept;
  }

  @Override
  public TapProduct product(TapShape shape, int outputs) {
    return new PlainProduct(shape, outputs);
  }

  @Override
  public TapSums sums(TapShape shape, int outputs) {
    return new PlainSums(shape, outputs);
  }

  private final class PlainProduct implements TapProduct {
    private final TapShape shape;
    private final int outputs;
    private final FloatTensor matrix;

    PlainProduct(TapShape shape, int outputs) {
      this.shape = shape;
      this.outputs = outputs;
      this.matrix = FloatTensor.zeros(shape.seen(), outputs);
    }

    @Override
    public void load(float[] weights) {
      matrix.write(0, weights, 0, matrix.size());
    }

    @Override
    public void addTo(Rows x, Rows y, int count) {
      // OpenBLAS takes 4, 8, 12 or 16 rows at a time and rounds what is left over differently.
      int rows = (count + ROW_GROUP - 1) / ROW_GROUP * ROW_GROUP;
      Operands operands = borrow();
      FloatTensor seen = operands.seen(rows * shape.seen());
      FloatTensor result = operands.rows(rows * outputs);
      copySeen(x, shape, count, seen, operands);
      copyIn(y, outputs, count, result);
      openblas.cblas_sgemm(
          ROW_MAJOR,
          PLAIN,
          PLAIN,
          rows,
          outputs,
          shape.seen(),
          1f,
          seen.pointer(),
          shape.seen(),
          matrix.pointer(),
          outputs,
          1f,
          result.pointer(),
          outputs);
      copyOut(result, outputs, count, y);
      free.add(operands);
    }
  }

  private final class PlainSums implements TapSums {
    private final TapShape shape;
    private final int outputs;
    private final float[] values;

    PlainSums(TapShape shape, int outputs) {
      this.shape = shape;
      this.outputs = outputs;
      this.values = new float[Math.multiplyExact(shape.seen(), outputs)];
    }

    @Override
    public void add(Rows x, Rows y, int count) {
      Operands operands = borrow();
      FloatTensor seen = operands.seen(count * shape.seen());
      FloatTensor rows = operands.rows(count * outputs);
      FloatTensor part = operands.part(values.length);
      copySeen(x, shape, count, seen, operands);
      copyIn(y, outputs, count, rows);
      openblas.cblas_sgemm(
          ROW_MAJOR,
          TRANSPOSED,
          PLAIN,
          shape.seen(),
          outputs,
          count,
          1f,
          seen.pointer(),
          shape.seen(),
          rows.pointer(),
          outputs,
          0f,
          part.pointer(),
          outputs);
      float[] product = operands.array(values.length);
      part.read(0, product, 0, values.length);
      for (int i = 0; i < values.length; i++) {
        values[i] += product[i];
      }
      free.add(operands);
    }

    @Override
    public float[] values() {
      return values;
    }
  }

  /** {@code [count, taps * inputs]}, the taps side by side. */
  private static void copySeen(
      Rows x, TapShape shape, int count, FloatTensor into, Operands operands) {
    int inputs = shape.inputs();
    if (shape.taps() == 1 && x.step() == inputs) {
      into.write(0, x.values(), x.from(), count * inputs);
      return;
    }
    float[] array = operands.array(count * shape.seen());
    int at = 0;
    for (int row = 0; row < count; row++) {
      int from = x.from() + row * x.step();
      for (int tap = 0; tap < shape.taps(); tap++) {
        System.arraycopy(x.values(), from, array, at, inputs);
        from += shape.distance();
        at += inputs;
      }
    }
    into.write(0, array, 0, at);
  }

  private static void copyIn(Rows y, int width, int count, FloatTensor into) {
    if (y.step() == width) {
      into.write(0, y.values(), y.from(), count * width);
      return;
    }
    for (int row = 0; row < count; row++) {
      into.write(row * width, y.values(), y.from() + row * y.step(), width);
    }
  }

  private static void copyOut(FloatTensor result, int width, int count, Rows y) {
    if (y.step() == width) {
      result.read(0, y.values(), y.from(), count * width);
      return;
    }
    for (int row = 0; row < count; row++) {
      result.read(row * width, y.values(), y.from() + row * y.step(), width);
    }
  }
}
