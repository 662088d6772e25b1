package org.jukebox4j.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.jukebox4j.core.vector.RowArithmetic;

/** Element by element arithmetic in vector instructions. */
public final class VectorisedRowArithmetic implements RowArithmetic {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** For the service loader. */
  public VectorisedRowArithmetic() {}

  @Override
  public void rectify(float[] x, int from, float[] y, int to, int length) {
    int whole = SPECIES.loopBound(length);
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector each = FloatVector.fromArray(SPECIES, x, from + i);
      zero.blend(each, each.compare(VectorOperators.GT, 0f)).intoArray(y, to + i);
    }
    for (int i = whole; i < length; i++) {
      y[to + i] = x[from + i] > 0 ? x[from + i] : 0f;
    }
  }

  @Override
  public void add(float[] x, int from, float[] y, int to, int length) {
    int whole = SPECIES.loopBound(length);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector.fromArray(SPECIES, y, to + i)
          .add(FloatVector.fromArray(SPECIES, x, from + i))
          .intoArray(y, to + i);
    }
    for (int i = whole; i < length; i++) {
      y[to + i] += x[from + i];
    }
  }

  @Override
  public void keepWherePositive(float[] x, int from, float[] y, int to, int length) {
    int whole = SPECIES.loopBound(length);
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector each = FloatVector.fromArray(SPECIES, x, from + i);
      zero.blend(FloatVector.fromArray(SPECIES, y, to + i), each.compare(VectorOperators.GT, 0f))
          .intoArray(y, to + i);
    }
    for (int i = whole; i < length; i++) {
      y[to + i] = x[from + i] > 0 ? y[to + i] : 0f;
    }
  }
}
