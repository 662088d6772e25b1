package org.jukebox4j.vector;

import static org.assertj.core.api.Assertions.assertThat;

import org.jukebox4j.core.vector.RowArithmetic;
import org.junit.jupiter.api.Test;

final class VectorisedRowArithmeticTest {
  private static final RowArithmetic ARITHMETIC = new VectorisedRowArithmetic();
  private static final int LENGTH = 37;
  private static final int FROM = 3;
  private static final int TO = 2;

  private static float[] signal(double frequency) {
    float[] values = new float[50];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 7 == 0 ? 0f : (float) Math.sin(frequency * i);
    }
    return values;
  }

  private interface Element {
    float of(float x, float y);
  }

  private static void assertElements(float[] before, float[] after, Element element) {
    float[] x = signal(1.1);
    for (int i = 0; i < after.length; i++) {
      boolean inside = i >= TO && i < TO + LENGTH;
      float expected = inside ? element.of(x[FROM + i - TO], before[i]) : before[i];
      assertThat(after[i]).as("element %d", i).isEqualTo(expected);
    }
  }

  @Test
  void rectifyingKeepsWhatIsPositive() {
    float[] y = signal(0.3);
    ARITHMETIC.rectify(signal(1.1), FROM, y, TO, LENGTH);
    assertElements(signal(0.3), y, (x, before) -> x > 0 ? x : 0f);
  }

  @Test
  void rectifyingInPlaceIsAllowed() {
    float[] y = signal(1.1);
    ARITHMETIC.rectify(y, 0, y, 0, y.length);
    for (int i = 0; i < y.length; i++) {
      assertThat(y[i]).isEqualTo(Math.max(signal(1.1)[i], 0f));
    }
  }

  @Test
  void addingAddsElementByElement() {
    float[] y = signal(0.3);
    ARITHMETIC.add(signal(1.1), FROM, y, TO, LENGTH);
    assertElements(signal(0.3), y, Float::sum);
  }

  @Test
  void gradientsPassOnlyWhereTheInputIsPositive() {
    float[] y = signal(0.3);
    float[] rectified = signal(1.1);
    ARITHMETIC.rectify(rectified, 0, rectified, 0, rectified.length);
    ARITHMETIC.keepWherePositive(rectified, FROM, y, TO, LENGTH);
    assertElements(signal(0.3), y, (x, before) -> x > 0 ? before : 0f);
  }
}
