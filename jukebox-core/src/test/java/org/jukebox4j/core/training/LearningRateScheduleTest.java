package org.jukebox4j.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.jukebox4j.core.training.LearningRateSchedule.Constant;
import org.jukebox4j.core.training.LearningRateSchedule.CosineDecay;
import org.jukebox4j.core.training.LearningRateSchedule.LinearDecay;
import org.jukebox4j.core.training.LearningRateSchedule.StepDecay;
import org.jukebox4j.core.training.LearningRateSchedule.WarmUp;
import org.junit.jupiter.api.Test;

final class LearningRateScheduleTest {
  @Test
  void warmingUpBeginsAtExactlyZero() {
    LearningRate rate = new LearningRate(0.4, new WarmUp(4, new Constant()));

    assertThat(rate.at(0)).isZero();
    assertThat(rate.at(1)).isEqualTo(0.1);
    assertThat(rate.at(4)).isEqualTo(0.4);
    assertThat(rate.at(1_000_000)).isEqualTo(0.4);
    assertThat(rate.isOver(1_000_000)).isFalse();
  }

  @Test
  void stepDecayIsCountedFromTheBeginningAlsoDuringWarmUp() {
    LearningRateSchedule schedule = new WarmUp(3, new StepDecay(0.5, 2));

    assertThat(schedule.factor(2)).isCloseTo(2.0 / 3 / 2, within(1e-15));
    assertThat(schedule.factor(5)).isEqualTo(0.25);
  }

  @Test
  void linearDecayEndsAtZeroAndThenTrainingIsOver() {
    LearningRate rate = new LearningRate(1, new LinearDecay(10, 20));

    assertThat(rate.at(10)).isEqualTo(1);
    assertThat(rate.at(20)).isEqualTo(0.5);
    assertThat(rate.at(30)).isZero();
    assertThat(rate.at(31)).isZero();
    assertThat(rate.isOver(29)).isFalse();
    assertThat(rate.isOver(30)).isTrue();
  }

  @Test
  void cosineDecayIsHalfwayInTheMiddleAndStopsAtItsFloor() {
    LearningRateSchedule schedule = new WarmUp(5, new CosineDecay(10, 20, 0.1));

    assertThat(schedule.factor(10)).isEqualTo(1);
    assertThat(schedule.factor(20)).isCloseTo(0.55, within(1e-12));
    assertThat(schedule.factor(30)).isCloseTo(0.1, within(1e-12));
    assertThat(schedule.factor(99)).isCloseTo(0.1, within(1e-12));
    assertThat(schedule.isOver(30)).isTrue();
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new LearningRate(Double.NaN, new Constant()))
        .hasMessage("the learning rate must be a number, at least 0, such as 3e-4, but was NaN");
    assertThatThrownBy(() -> new StepDecay(1.5, 10))
        .hasMessage("gamma must be above 0 and at most 1, but was 1.5");
    assertThatThrownBy(() -> new StepDecay(0.5, 0))
        .hasMessage("every must be a number of steps above 0, but was 0.0");
    assertThatThrownBy(() -> new LinearDecay(-1, 3))
        .hasMessage("start must be a step, at least 0, but was -1.0");
    assertThatThrownBy(() -> new CosineDecay(0, 3, 1))
        .hasMessage("floor must be at least 0 and below 1, but was 1.0");
    assertThatThrownBy(() -> new WarmUp(0, new Constant()))
        .hasMessage("steps must be a number of steps above 0, but was 0.0");
  }
}
