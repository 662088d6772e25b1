package org.jukebox4j.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ComparisonTest {
  private final Comparison comparison = new Comparison();

  @Test
  void errorsAreRelativeToTheLargestValueOfTheTensor() {
    comparison.floats("y", new float[] {0, 100}, new float[] {0.005f, 100}, 1e-4);
    assertThat(comparison.passed()).isTrue();
    assertThat(comparison.summary()).isEqualTo("worst 5.0e-05 of 1e-04 (y)");
  }

  @Test
  void aLargerErrorFailsAndIsNamed() {
    comparison.floats("y", new float[] {0, 100}, new float[] {0.02f, 100}, 1e-4);
    assertThat(comparison.passed()).isFalse();
    assertThat(comparison.summary()).startsWith("y: error 2.0e-04 of 1e-04 at [0]: expected 0");
  }

  @Test
  void infinitiesMustBeAtTheSamePlace() {
    float low = Float.NEGATIVE_INFINITY;
    comparison.floats("y", new float[] {low, 1}, new float[] {low, 1}, 1e-4);
    assertThat(comparison.passed()).isTrue();
    comparison.floats("y", new float[] {low, 1}, new float[] {-1e9f, 1}, 1e-4);
    assertThat(comparison.passed()).isFalse();
  }

  @Test
  void notANumberFails() {
    comparison.floats("y", new float[] {1, 1}, new float[] {Float.NaN, 1}, 1e-4);
    assertThat(comparison.summary()).isEqualTo("y[0]: expected 1.0 but was NaN");
  }

  @Test
  void anotherLengthFails() {
    comparison.integers("codes", new long[] {1, 2}, new int[] {1});
    assertThat(comparison.summary()).isEqualTo("codes: expected 2 values but there were 1");
  }

  @Test
  void aFewIntegersMayDifferWhereThatIsAllowed() {
    comparison.integersMostly("codes", new long[] {1, 2, 3, 4}, new long[] {1, 2, 3, 5}, 0.25);
    assertThat(comparison.passed()).isTrue();
    comparison.integersMostly("codes", new long[] {1, 2, 3, 4}, new long[] {1, 2, 4, 5}, 0.25);
    assertThat(comparison.summary())
        .isEqualTo("codes: 2 of 4 differ, first at [2]: expected 3 but was 4");
  }

  @Test
  void aCaseThatComparesNothingFails() {
    assertThat(comparison.passed()).isFalse();
    assertThat(comparison.summary()).isEqualTo("nothing was compared");
  }
}
