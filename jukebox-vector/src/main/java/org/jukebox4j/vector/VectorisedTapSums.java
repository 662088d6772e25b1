package org.jukebox4j.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.jukebox4j.core.vector.Rows;
import org.jukebox4j.core.vector.TapShape;
import org.jukebox4j.core.vector.TapSums;

/**
 * Sums of outer products that stay in registers over all the rows of a call: four inputs by two
 * vectors of outputs at a time.
 */
final class VectorisedTapSums implements TapSums {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int PAIR = 2 * LANES;
  private static final int TILE = 4;

  private final TapShape shape;
  private final int outputs;
  private final float[] sums;

  VectorisedTapSums(TapShape shape, int outputs) {
    this.shape = shape;
    this.outputs = outputs;
    this.sums = new float[Math.multiplyExact(shape.seen(), outputs)];
  }

  @Override
  public float[] values() {
    return sums;
  }

  @Override
  public void add(Rows x, Rows y, int count) {
    int inputs = shape.inputs();
    for (int tap = 0; tap < shape.taps(); tap++) {
      Rows seen = new Rows(x.values(), x.from() + tap * shape.distance(), x.step());
      int input = 0;
      for (; input + TILE <= inputs; input += TILE) {
        fourInputs(seen, input, y, tap * inputs + input, count);
      }
      for (; input < inputs; input++) {
        oneInput(seen, input, y, tap * inputs + input, count);
      }
    }
  }

  private void fourInputs(Rows x, int input, Rows y, int row, int count) {
    int column = 0;
    for (; column + PAIR <= outputs; column += PAIR) {
      fourByPair(x, x.from() + input, y, y.from() + column, row * outputs + column, count);
      for (int i = 0; i < TILE && count % 2 == 1; i++) {
        Rows lastX = new Rows(x.values(), x.at(count - 1), x.step());
        Rows lastY = new Rows(y.values(), y.at(count - 1), y.step());
        int to = (row + i) * outputs + column;
        oneByOne(lastX, input + i, lastY, column, to, 1);
        oneByOne(lastX, input + i, lastY, column + LANES, to + LANES, 1);
      }
    }
    for (; column + LANES <= outputs; column += LANES) {
      for (int i = 0; i < TILE; i++) {
        oneByOne(x, input + i, y, column, (row + i) * outputs + column, count);
      }
    }
    for (int i = 0; i < TILE; i++) {
      rest(x, input + i, y, column, (row + i) * outputs, count);
    }
  }

  private void oneInput(Rows x, int input, Rows y, int row, int count) {
    int column = 0;
    for (; column + LANES <= outputs; column += LANES) {
      oneByOne(x, input, y, column, row * outputs + column, count);
    }
    rest(x, input, y, column, row * outputs, count);
  }

  private void fourByPair(Rows rows, int input, Rows lines, int column, int to, int count) {
    float[] x = rows.values();
    float[] y = lines.values();
    int step = rows.step();
    int line = lines.step();
    FloatVector a0 = FloatVector.zero(SPECIES);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    FloatVector b0 = a0;
    FloatVector b1 = a0;
    FloatVector b2 = a0;
    FloatVector b3 = a0;
    int from = input;
    int at = column;
    for (int t = 0; t < count - 1; t += 2) {
      FloatVector ya = FloatVector.fromArray(SPECIES, y, at);
      FloatVector yb = FloatVector.fromArray(SPECIES, y, at + LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, x[from]);
      a0 = x0.fma(ya, a0);
      b0 = x0.fma(yb, b0);
      FloatVector x1 = FloatVector.broadcast(SPECIES, x[from + 1]);
      a1 = x1.fma(ya, a1);
      b1 = x1.fma(yb, b1);
      FloatVector x2 = FloatVector.broadcast(SPECIES, x[from + 2]);
      a2 = x2.fma(ya, a2);
      b2 = x2.fma(yb, b2);
      FloatVector x3 = FloatVector.broadcast(SPECIES, x[from + 3]);
      a3 = x3.fma(ya, a3);
      b3 = x3.fma(yb, b3);
      FloatVector za = FloatVector.fromArray(SPECIES, y, at + line);
      FloatVector zb = FloatVector.fromArray(SPECIES, y, at + line + LANES);
      FloatVector v0 = FloatVector.broadcast(SPECIES, x[from + step]);
      a0 = v0.fma(za, a0);
      b0 = v0.fma(zb, b0);
      FloatVector v1 = FloatVector.broadcast(SPECIES, x[from + step + 1]);
      a1 = v1.fma(za, a1);
      b1 = v1.fma(zb, b1);
      FloatVector v2 = FloatVector.broadcast(SPECIES, x[from + step + 2]);
      a2 = v2.fma(za, a2);
      b2 = v2.fma(zb, b2);
      FloatVector v3 = FloatVector.broadcast(SPECIES, x[from + step + 3]);
      a3 = v3.fma(za, a3);
      b3 = v3.fma(zb, b3);
      from += 2 * step;
      at += 2 * line;
    }
    add(a0, to);
    add(b0, to + LANES);
    add(a1, to + outputs);
    add(b1, to + outputs + LANES);
    add(a2, to + 2 * outputs);
    add(b2, to + 2 * outputs + LANES);
    add(a3, to + 3 * outputs);
    add(b3, to + 3 * outputs + LANES);
  }

  private void add(FloatVector part, int to) {
    FloatVector.fromArray(SPECIES, sums, to).add(part).intoArray(sums, to);
  }

  private void oneByOne(Rows rows, int input, Rows lines, int column, int to, int count) {
    float[] x = rows.values();
    float[] y = lines.values();
    FloatVector sum = FloatVector.zero(SPECIES);
    int from = rows.from() + input;
    int at = lines.from() + column;
    for (int t = 0; t < count; t++) {
      sum = FloatVector.broadcast(SPECIES, x[from]).fma(FloatVector.fromArray(SPECIES, y, at), sum);
      from += rows.step();
      at += lines.step();
    }
    add(sum, to);
  }

  /** The columns that fill no vector. */
  private void rest(Rows x, int input, Rows y, int first, int to, int count) {
    for (int column = first; column < outputs; column++) {
      float sum = 0;
      int from = x.from() + input;
      int at = y.from() + column;
      for (int t = 0; t < count; t++) {
        sum += x.values()[from] * y.values()[at];
        from += x.step();
        at += y.step();
      }
      sums[to + column] += sum;
    }
  }
}
