package org.jukebox4j.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.jukebox4j.core.vector.Rows;
import org.jukebox4j.core.vector.TapProduct;
import org.jukebox4j.core.vector.TapShape;

/**
 * A product whose sums stay in registers: five rows by two vectors of outputs at a time, each
 * weight read once for five rows and each input once for two vectors.
 *
 * <p>Every element is {@code fma(x, w, sum)} over taps and inputs in their order, in all the loops
 * here, so its bits do not depend on which loop it falls to.
 */
final class VectorisedTapProduct implements TapProduct {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int PAIR = 2 * LANES;
  private static final int TILE = 5;

  /** Rows that stay in the innermost cache while all columns pass over them. */
  private static final int STRIP = 8 * TILE;

  private final int taps;
  private final int distance;
  private final int inputs;
  private final int outputs;
  private final int pairs;

  /** For each pair of vectors {@code [taps * inputs, 2 * lanes]}, then one vector at a time. */
  private final float[] panels;

  VectorisedTapProduct(TapShape shape, int outputs) {
    this.taps = shape.taps();
    this.distance = shape.distance();
    this.inputs = shape.inputs();
    this.outputs = outputs;
    this.pairs = outputs / PAIR;
    int vectors = (outputs + LANES - 1) / LANES;
    this.panels = new float[Math.multiplyExact(shape.seen(), vectors * LANES)];
  }

  @Override
  public void load(float[] weights) {
    int seen = taps * inputs;
    int to = 0;
    for (int column = 0; column < outputs; ) {
      int room = column < pairs * PAIR ? PAIR : LANES;
      int width = Math.min(room, outputs - column);
      for (int row = 0; row < seen; row++) {
        System.arraycopy(weights, row * outputs + column, panels, to, width);
        to += room;
      }
      column += room;
    }
  }

  @Override
  public void addTo(Rows x, Rows y, int count) {
    for (int first = 0; first < count; first += STRIP) {
      int rows = Math.min(count - first, STRIP);
      Rows to = new Rows(y.values(), y.from() + first * y.step(), y.step());
      for (int tap = 0; tap < taps; tap++) {
        int from = x.from() + first * x.step() + tap * distance;
        addTap(tap, new Rows(x.values(), from, x.step()), to, rows);
      }
    }
  }

  private void addTap(int tap, Rows x, Rows y, int count) {
    int column = 0;
    for (; column + PAIR <= outputs; column += PAIR) {
      int panel = (column * taps + tap * PAIR) * inputs;
      int row = 0;
      for (; row + TILE <= count; row += TILE) {
        fiveRowsOfPair(x, x.at(row), y, y.at(row) + column, panel);
      }
      for (int rest = 0; rest < row && inputs % 2 == 1; rest++) {
        oneRowOfPair(x, x.at(rest), y, y.at(rest) + column, panel, inputs - 1);
      }
      for (; row < count; row++) {
        oneRowOfPair(x, x.at(row), y, y.at(row) + column, panel, 0);
      }
    }
    for (; column < outputs; column += LANES) {
      int panel = (column * taps + tap * LANES) * inputs;
      addVector(x, y, count, column, panel);
    }
  }

  /** One vector of outputs, the last of which may be there in part only. */
  private void addVector(Rows x, Rows y, int count, int column, int panel) {
    int width = Math.min(LANES, outputs - column);
    float[] edge = new float[TILE * LANES];
    for (int first = 0; first < count; first += TILE) {
      int rows = Math.min(TILE, count - first);
      int to = y.at(first) + column;
      if (width == LANES && rows == TILE) {
        fiveRows(x, x.at(first), y, to, panel);
        continue;
      }
      for (int i = 0; i < rows; i++) {
        System.arraycopy(y.values(), to + i * y.step(), edge, i * LANES, width);
      }
      if (rows == TILE) {
        fiveRows(x, x.at(first), new Rows(edge, 0, LANES), 0, panel);
      } else {
        for (int i = 0; i < rows; i++) {
          oneRow(x, x.at(first + i), edge, i * LANES, panel);
        }
      }
      for (int i = 0; i < rows; i++) {
        System.arraycopy(edge, i * LANES, y.values(), to + i * y.step(), width);
      }
    }
  }

  /** Two inputs at a time, which halves the loop's own cost; fifteen registers are in use. */
  private void fiveRowsOfPair(Rows rows, int from, Rows sums, int to, int panel) {
    float[] x = rows.values();
    float[] w = panels;
    float[] y = sums.values();
    int step = rows.step();
    int line = sums.step();
    FloatVector a0 = FloatVector.fromArray(SPECIES, y, to);
    FloatVector b0 = FloatVector.fromArray(SPECIES, y, to + LANES);
    FloatVector a1 = FloatVector.fromArray(SPECIES, y, to + line);
    FloatVector b1 = FloatVector.fromArray(SPECIES, y, to + line + LANES);
    FloatVector a2 = FloatVector.fromArray(SPECIES, y, to + 2 * line);
    FloatVector b2 = FloatVector.fromArray(SPECIES, y, to + 2 * line + LANES);
    FloatVector a3 = FloatVector.fromArray(SPECIES, y, to + 3 * line);
    FloatVector b3 = FloatVector.fromArray(SPECIES, y, to + 3 * line + LANES);
    FloatVector a4 = FloatVector.fromArray(SPECIES, y, to + 4 * line);
    FloatVector b4 = FloatVector.fromArray(SPECIES, y, to + 4 * line + LANES);
    for (int i = 0; i < inputs - 1; i += 2) {
      FloatVector wa = FloatVector.fromArray(SPECIES, w, panel + i * PAIR);
      FloatVector wb = FloatVector.fromArray(SPECIES, w, panel + i * PAIR + LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, x[from + i]);
      a0 = x0.fma(wa, a0);
      b0 = x0.fma(wb, b0);
      FloatVector x1 = FloatVector.broadcast(SPECIES, x[from + step + i]);
      a1 = x1.fma(wa, a1);
      b1 = x1.fma(wb, b1);
      FloatVector x2 = FloatVector.broadcast(SPECIES, x[from + 2 * step + i]);
      a2 = x2.fma(wa, a2);
      b2 = x2.fma(wb, b2);
      FloatVector x3 = FloatVector.broadcast(SPECIES, x[from + 3 * step + i]);
      a3 = x3.fma(wa, a3);
      b3 = x3.fma(wb, b3);
      FloatVector x4 = FloatVector.broadcast(SPECIES, x[from + 4 * step + i]);
      a4 = x4.fma(wa, a4);
      b4 = x4.fma(wb, b4);
      FloatVector va = FloatVector.fromArray(SPECIES, w, panel + i * PAIR + PAIR);
      FloatVector vb = FloatVector.fromArray(SPECIES, w, panel + i * PAIR + PAIR + LANES);
      FloatVector z0 = FloatVector.broadcast(SPECIES, x[from + i + 1]);
      a0 = z0.fma(va, a0);
      b0 = z0.fma(vb, b0);
      FloatVector z1 = FloatVector.broadcast(SPECIES, x[from + step + i + 1]);
      a1 = z1.fma(va, a1);
      b1 = z1.fma(vb, b1);
      FloatVector z2 = FloatVector.broadcast(SPECIES, x[from + 2 * step + i + 1]);
      a2 = z2.fma(va, a2);
      b2 = z2.fma(vb, b2);
      FloatVector z3 = FloatVector.broadcast(SPECIES, x[from + 3 * step + i + 1]);
      a3 = z3.fma(va, a3);
      b3 = z3.fma(vb, b3);
      FloatVector z4 = FloatVector.broadcast(SPECIES, x[from + 4 * step + i + 1]);
      a4 = z4.fma(va, a4);
      b4 = z4.fma(vb, b4);
    }
    a0.intoArray(y, to);
    b0.intoArray(y, to + LANES);
    a1.intoArray(y, to + line);
    b1.intoArray(y, to + line + LANES);
    a2.intoArray(y, to + 2 * line);
    b2.intoArray(y, to + 2 * line + LANES);
    a3.intoArray(y, to + 3 * line);
    b3.intoArray(y, to + 3 * line + LANES);
    a4.intoArray(y, to + 4 * line);
    b4.intoArray(y, to + 4 * line + LANES);
  }

  private void oneRowOfPair(Rows rows, int from, Rows sums, int to, int panel, int first) {
    float[] x = rows.values();
    float[] w = panels;
    float[] y = sums.values();
    FloatVector a = FloatVector.fromArray(SPECIES, y, to);
    FloatVector b = FloatVector.fromArray(SPECIES, y, to + LANES);
    for (int i = first; i < inputs; i++) {
      FloatVector each = FloatVector.broadcast(SPECIES, x[from + i]);
      a = each.fma(FloatVector.fromArray(SPECIES, w, panel + i * PAIR), a);
      b = each.fma(FloatVector.fromArray(SPECIES, w, panel + i * PAIR + LANES), b);
    }
    a.intoArray(y, to);
    b.intoArray(y, to + LANES);
  }

  private void fiveRows(Rows rows, int from, Rows sums, int to, int panel) {
    float[] x = rows.values();
    float[] w = panels;
    float[] y = sums.values();
    int step = rows.step();
    int line = sums.step();
    FloatVector a0 = FloatVector.fromArray(SPECIES, y, to);
    FloatVector a1 = FloatVector.fromArray(SPECIES, y, to + line);
    FloatVector a2 = FloatVector.fromArray(SPECIES, y, to + 2 * line);
    FloatVector a3 = FloatVector.fromArray(SPECIES, y, to + 3 * line);
    FloatVector a4 = FloatVector.fromArray(SPECIES, y, to + 4 * line);
    for (int i = 0; i < inputs; i++) {
      FloatVector wa = FloatVector.fromArray(SPECIES, w, panel + i * LANES);
      a0 = FloatVector.broadcast(SPECIES, x[from + i]).fma(wa, a0);
      a1 = FloatVector.broadcast(SPECIES, x[from + step + i]).fma(wa, a1);
      a2 = FloatVector.broadcast(SPECIES, x[from + 2 * step + i]).fma(wa, a2);
      a3 = FloatVector.broadcast(SPECIES, x[from + 3 * step + i]).fma(wa, a3);
      a4 = FloatVector.broadcast(SPECIES, x[from + 4 * step + i]).fma(wa, a4);
    }
    a0.intoArray(y, to);
    a1.intoArray(y, to + line);
    a2.intoArray(y, to + 2 * line);
    a3.intoArray(y, to + 3 * line);
    a4.intoArray(y, to + 4 * line);
  }

  private void oneRow(Rows rows, int from, float[] y, int to, int panel) {
    float[] x = rows.values();
    FloatVector a = FloatVector.fromArray(SPECIES, y, to);
    for (int i = 0; i < inputs; i++) {
      FloatVector each = FloatVector.broadcast(SPECIES, x[from + i]);
      a = each.fma(FloatVector.fromArray(SPECIES, panels, panel + i * LANES), a);
    }
    a.intoArray(y, to);
  }
}
