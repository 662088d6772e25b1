package org.jukebox4j.core.residual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class DilationScheduleTest {
  @Test
  void theReleasedEncoderGrowsByThreeToTwoThousandAndMore() {
    DilationSchedule schedule =
        new DilationSchedule(3, DilationSchedule.NO_CYCLE, DilationOrder.GROWING);
    assertThat(schedule.dilations(8)).containsExactly(1, 3, 9, 27, 81, 243, 729, 2187);
  }

  @Test
  void decodersRunBackwards() {
    DilationSchedule schedule =
        new DilationSchedule(3, DilationSchedule.NO_CYCLE, DilationOrder.SHRINKING);
    assertThat(schedule.dilations(4)).containsExactly(27, 9, 3, 1);
  }

  @Test
  void theConditionerStartsAgainAfterEightBlocks() {
    int[] dilations = new DilationSchedule(3, 8, DilationOrder.GROWING).dilations(16);
    assertThat(dilations[7]).isEqualTo(2187);
    assertThat(dilations[8]).isEqualTo(1);
    assertThat(dilations[15]).isEqualTo(2187);
  }

  @Test
  void aCycleThatDoesNotDivideTheDepthIsReversedAsAWhole() {
    DilationSchedule schedule = new DilationSchedule(3, 2, DilationOrder.SHRINKING);
    assertThat(schedule.dilations(3)).containsExactly(1, 3, 1);
    assertThat(new DilationSchedule(2, 3, DilationOrder.SHRINKING).dilations(4))
        .containsExactly(1, 4, 2, 1);
  }

  @Test
  void dilationsBeyondAnyRecordingAreRefused() {
    DilationSchedule schedule =
        new DilationSchedule(3, DilationSchedule.NO_CYCLE, DilationOrder.GROWING);
    assertThatThrownBy(() -> schedule.dilations(30))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "dilations must not pass 1048576 rows, but growth 3 over a depth of 30 does;"
                + " set a cycle");
  }
}
