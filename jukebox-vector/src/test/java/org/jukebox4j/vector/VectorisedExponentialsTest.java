package org.jukebox4j.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.jukebox4j.core.vector.Exponentials;
import org.junit.jupiter.api.Test;

final class VectorisedExponentialsTest {
  private static final float SLOPE = 1.702f;

  private final Exponentials loops = new VectorisedExponentials();

  /** Values from -range to range; the length is no multiple of any vector's. */
  private static float[] values(int length, float range) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = range * (2f * i / (length - 1) - 1);
    }
    return values;
  }

  @Test
  void areChosenWhereJavaWasAskedForThem() {
    assertThat(Exponentials.fastest()).isInstanceOf(VectorisedExponentials.class);
  }

  @Test
  void aValueTimesItsSigmoidIsExactToRounding() {
    for (float range : new float[] {1, 12, 1e9f}) {
      float[] x = values(1003, range);
      float[] result = x.clone();
      loops.timesSigmoid(result, 1, x.length, SLOPE);
      assertThat(result[0]).as("before the range").isEqualTo(x[0]);
      for (int i = 1; i < x.length; i++) {
        double exact = x[i] / (1 + Math.exp(-(double) SLOPE * x[i]));
        assertThat((double) result[i])
            .as("x = %s", x[i])
            .isCloseTo(exact, within(4e-7 * Math.max(1e-30, Math.abs(x[i]))));
      }
    }
  }

  @Test
  void theGradientOfAValueTimesItsSigmoidIsExactToRounding() {
    float[] x = values(1003, 12);
    float[] result = x.clone();
    float[] gradient = new float[x.length];
    Arrays.fill(gradient, 3f);
    loops.timesSigmoidBackward(result, gradient, 0, x.length, SLOPE);
    for (int i = 0; i < x.length; i++) {
      double sigmoid = 1 / (1 + Math.exp(-(double) SLOPE * x[i]));
      double exact = 3 * sigmoid * (1 + SLOPE * x[i] * (1 - sigmoid));
      assertThat((double) gradient[i]).as("x = %s", x[i]).isCloseTo(exact, within(4e-6));
      assertThat((double) result[i]).isCloseTo(x[i] * sigmoid, within(4e-6));
    }
  }

  @Test
  void aValueDoesNotDependOnItsPlaceInTheRow() {
    float[] x = values(67, 90);
    float[] whole = x.clone();
    float[] wholeGradient = x.clone();
    loops.timesSigmoidBackward(whole, wholeGradient, 0, x.length, SLOPE);
    float[] forward = x.clone();
    loops.timesSigmoid(forward, 0, x.length, SLOPE);
    float[] powers = x.clone();
    loops.exponentiate(powers, 0, x.length, 90);
    for (int i = 0; i < x.length; i++) {
      float[] one = {x[i]};
      float[] oneGradient = {x[i]};
      loops.timesSigmoidBackward(one, oneGradient, 0, 1, SLOPE);
      assertThat(one[0]).isEqualTo(whole[i]);
      assertThat(oneGradient[0]).isEqualTo(wholeGradient[i]);
      float[] oneForward = {x[i]};
      loops.timesSigmoid(oneForward, 0, 1, SLOPE);
      assertThat(oneForward[0]).isEqualTo(forward[i]);
      float[] power = {x[i]};
      loops.exponentiate(power, 0, 1, 90);
      assertThat(power[0]).isEqualTo(powers[i]);
    }
  }

  @Test
  void theLargestValueIsFoundWhereverItStands() {
    for (int length = 1; length < 40; length++) {
      for (int at = 0; at < length; at++) {
        float[] x = new float[length + 1];
        Arrays.fill(x, -5f);
        x[length] = 99f;
        x[at] = -1f;
        assertThat(loops.maximum(x, 0, length)).isEqualTo(-1f);
      }
    }
    assertThat(loops.maximum(new float[4], 2, 2)).isEqualTo(Float.NEGATIVE_INFINITY);
  }

  @Test
  void exponentialsAndTheirSumAreExactToRounding() {
    float[] x = values(1003, 40);
    float[] powers = x.clone();
    double sum = loops.exponentiate(powers, 0, x.length, 40);
    double exactSum = 0;
    double sumOfResults = 0;
    for (int i = 0; i < x.length; i++) {
      double exact = Math.exp((double) (x[i] - 40));
      exactSum += exact;
      sumOfResults += powers[i];
      assertThat((double) powers[i]).as("e^%s", x[i]).isCloseTo(exact, within(3e-7 * exact));
    }
    assertThat(sum).as("summed in double").isCloseTo(sumOfResults, within(1e-13 * sum));
    assertThat(sum).isCloseTo(exactSum, within(2e-7 * exactSum));
  }

  @Test
  void whatIsNegligibleBecomesZeroAndWhatIsNoNumberStaysSo() {
    float[] x = new float[19];
    Arrays.fill(x, Float.NEGATIVE_INFINITY);
    x[3] = 0;
    x[17] = -88;
    assertThat(loops.exponentiate(x, 0, x.length, 0)).isEqualTo(1);
    x[4] = Float.NaN;
    x[18] = Float.NaN;
    loops.exponentiate(x, 0, x.length, 1);
    assertThat(x[4]).isNaN();
    assertThat(x[18]).isNaN();
  }
}
