package org.jukebox4j.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ExplosionGuardTest {
  @Test
  void leavesOutWhatIsTooLongOrNotFinite() {
    ExplosionGuard guard = new ExplosionGuard(10, 5);

    assertThat(guard.accepts(0, 1, 10)).isTrue();
    assertThat(guard.accepts(1, 1, 10.5)).isFalse();
    assertThat(guard.accepts(2, Double.NaN, 1)).isFalse();
    assertThat(guard.accepts(3, 1, Double.NaN)).isFalse();
    assertThat(guard.skipped()).isEqualTo(3);
    assertThat(guard.skippedInARow()).isEqualTo(3);
    assertThat(guard.accepts(4, 1, 2)).isTrue();
    assertThat(guard.skippedInARow()).isZero();
  }

  @Test
  void anInfiniteNormIsLeftOutAlsoWithoutALimit() {
    ExplosionGuard guard = new ExplosionGuard(Double.POSITIVE_INFINITY, 1);

    assertThat(guard.accepts(0, 1, 1e300)).isTrue();
    assertThat(guard.accepts(1, 1, Double.POSITIVE_INFINITY)).isFalse();
  }

  @Test
  void tooManyInARowStopTraining() {
    ExplosionGuard guard = new ExplosionGuard(10, 1);
    guard.restore(4, 1);

    assertThatThrownBy(() -> guard.accepts(7, Double.NaN, 3))
        .isInstanceOf(TrainingDivergedException.class)
        .hasMessage(
            "training stopped at step 7: 2 steps in a row had a loss or gradient norm that is not"
                + " finite or above the limit (last loss NaN, norm 3.00000, limit 10.0000). The"
                + " weights are those before these steps. Lower the learning rate, or look at the"
                + " data of this step.");
  }

  @Test
  void countsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> new ExplosionGuard(10, 1).restore(1, 2))
        .hasMessage("skipped steps: expected 0 <= in a row <= all, but was 2 and 1");
    assertThatThrownBy(() -> new ExplosionGuard(0, 1))
        .hasMessage("the limit of the gradient norm must be above 0 (or infinite), but was 0.0");
  }
}
