package org.jukebox4j.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.jukebox4j.core.vector.Rows;
import org.jukebox4j.core.vector.TapProduct;
import org.jukebox4j.core.vector.TapProducts;
import org.jukebox4j.core.vector.TapShape;
import org.jukebox4j.core.vector.TapSums;
import org.junit.jupiter.api.Test;

final class VectorisedTapProductsTest {
  private static final TapProducts PRODUCTS = new VectorisedTapProducts();

  private static final int CUT = 38;

  private static final float[] SIGNAL = new float[40_000];

  static {
    for (int i = 0; i < SIGNAL.length; i++) {
      SIGNAL[i] = (float) Math.sin(0.7 * i + 1e-3 * i * i);
    }
  }

  /** A convolution of some shape over some rows, by double-precision loops. */
  private record Case(TapShape shape, int step, int outputs, int count) {
    /** Taps that look back need rows before the first. */
    int from() {
      return Math.max(0, -shape.distance() * (shape.taps() - 1));
    }

    float seen(int row, int element) {
      int tap = element / shape.inputs();
      return SIGNAL[from() + row * step + tap * shape.distance() + element % shape.inputs()];
    }

    float[] weights() {
      return Arrays.copyOfRange(SIGNAL, 50, 50 + shape.seen() * outputs);
    }

    /** With three elements before the rows and two after each. */
    Rows made() {
      return new Rows(Arrays.copyOfRange(SIGNAL, 7, 12 + count * (outputs + 2)), 3, outputs + 2);
    }

    double product(int row, int output) {
      Rows rows = made();
      double sum = rows.values()[rows.at(row) + output];
      for (int element = 0; element < shape.seen(); element++) {
        sum += (double) seen(row, element) * weights()[element * outputs + output];
      }
      return sum;
    }

    double sum(int element, int output) {
      Rows rows = made();
      double sum = 0;
      for (int row = 0; row < count; row++) {
        sum += (double) seen(row, element) * rows.values()[rows.at(row) + output];
      }
      return sum;
    }
  }

  private static final List<Case> CASES =
      List.of(
          new Case(new TapShape(1, 0, 1), 1, 1, 1),
          new Case(new TapShape(1, 0, 4), 2, 32, 61),
          new Case(new TapShape(3, 1, 1), 1, 3, 20),
          new Case(new TapShape(3, 27, 9), 9, 8, 33),
          new Case(new TapShape(3, -32, 32), 32, 40, 107),
          new Case(new TapShape(2, -7, 7), 7, 21, 64),
          new Case(new TapShape(1, 0, 48), 16, 16, 5));

  @Test
  void productsAreThoseOfDoublePrecisionLoops() {
    for (Case each : CASES) {
      TapProduct product = PRODUCTS.product(each.shape, each.outputs);
      product.load(each.weights());
      Rows made = each.made();
      product.addTo(new Rows(SIGNAL, each.from(), each.step), made, each.count);
      for (int row = 0; row < each.count; row++) {
        for (int output = 0; output < each.outputs; output++) {
          assertThat((double) made.values()[made.at(row) + output])
              .as("%s, row %d, output %d", each, row, output)
              .isCloseTo(each.product(row, output), within(2e-5));
        }
      }
    }
  }

  @Test
  void nothingBetweenTheRowsIsChanged() {
    for (Case each : CASES) {
      TapProduct product = PRODUCTS.product(each.shape, each.outputs);
      product.load(each.weights());
      Rows before = each.made();
      Rows made = each.made();
      product.addTo(new Rows(SIGNAL, each.from(), each.step), made, each.count);
      for (int i = 0; i < made.values().length; i++) {
        int column = i - made.from();
        if (column < 0
            || column % made.step() >= each.outputs
            || column / made.step() >= each.count) {
          assertThat(made.values()[i]).as("%s, element %d", each, i).isEqualTo(before.values()[i]);
        }
      }
    }
  }

  @Test
  void sumsAreThoseOfDoublePrecisionLoops() {
    for (Case each : CASES) {
      TapSums sums = PRODUCTS.sums(each.shape, each.outputs);
      sums.add(new Rows(SIGNAL, each.from(), each.step), each.made(), each.count);
      for (int element = 0; element < each.shape.seen(); element++) {
        for (int output = 0; output < each.outputs; output++) {
          assertThat((double) sums.values()[element * each.outputs + output])
              .as("%s, element %d, output %d", each, element, output)
              .isCloseTo(each.sum(element, output), within(2e-5));
        }
      }
    }
  }

  @Test
  void sumsGoOnFromCallToCall() {
    Case each = CASES.get(4);
    TapSums sums = PRODUCTS.sums(each.shape, each.outputs);
    Rows x = new Rows(SIGNAL, each.from(), each.step);
    Rows made = each.made();
    sums.add(x, made, 50);
    sums.add(
        new Rows(SIGNAL, x.at(50), x.step()),
        new Rows(made.values(), made.at(50), made.step()),
        each.count - 50);
    assertThat((double) sums.values()[each.outputs + 1]).isCloseTo(each.sum(1, 1), within(2e-5));
  }

  @Test
  void rowsHaveTheSameBitsHoweverTheyAreCut() {
    Case each = CASES.get(4);
    TapProduct product = PRODUCTS.product(each.shape, each.outputs);
    product.load(each.weights());
    Rows x = new Rows(SIGNAL, each.from(), each.step);
    Rows whole = each.made();
    product.addTo(x, whole, each.count);
    Rows cut = each.made();
    int first = CUT;
    product.addTo(x, cut, first);
    product.addTo(
        new Rows(SIGNAL, x.at(first), x.step()),
        new Rows(cut.values(), cut.at(first), cut.step()),
        each.count - first);
    assertThat(cut.values()).isEqualTo(whole.values());
  }
}
