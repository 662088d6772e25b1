package org.jukebox4j.sampling.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class WindowScheduleTest {
  @Test
  void lastWindowIsShiftedBackToFillTheContext() {
    assertThat(WindowSchedule.starts(11, 4, 2)).containsExactly(0, 2, 4, 6, 7);
    assertThat(WindowSchedule.starts(10, 4, 2)).containsExactly(0, 2, 4, 6);
    assertThat(WindowSchedule.starts(4, 4, 1)).containsExactly(0);
  }

  @Test
  void everyWindowReusesWhatIsThereAndDrawsTheRest() {
    assertThat(WindowSchedule.until(9, 4, 3, 0).windows())
        .containsExactly(new Window(0, 0, 4), new Window(3, 1, 3), new Window(5, 2, 2));
  }

  @Test
  void windowsWhoseCodesAreThereAreLeftOut() {
    assertThat(WindowSchedule.until(10, 4, 2, 5).windows())
        .containsExactly(new Window(2, 3, 1), new Window(4, 2, 2), new Window(6, 2, 2));
    assertThat(WindowSchedule.until(10, 4, 2, 12).windows()).isEmpty();
    assertThat(WindowSchedule.until(10, 4, 2, 12).total()).isEqualTo(12);
  }

  @Test
  void aPieceShorterThanTheContextIsOneWindow() {
    assertThat(WindowSchedule.until(3, 4, 2, 1).windows()).containsExactly(new Window(0, 1, 2));
    assertThat(WindowSchedule.until(3, 4, 2, 3).windows()).isEmpty();
  }

  @Test
  void theOriginalAddsAShortLengthToWhatIsThere() {
    assertThat(WindowSchedule.asOriginal(32, 64, 16, 64).windows())
        .containsExactly(new Window(32, 32, 32));
    assertThat(WindowSchedule.asOriginal(16, 32, 32, 0).windows())
        .containsExactly(new Window(0, 0, 16));
    assertThat(WindowSchedule.asOriginal(32, 64, 16, 10).windows())
        .containsExactly(new Window(0, 10, 32));
  }

  @Test
  void remainingWindowsAreThoseOfTheUndisturbedSchedule() {
    WindowSchedule schedule = WindowSchedule.adding(3, 8, 10);
    assertThat(schedule.windows()).containsExactly(new Window(5, 5, 3));
    assertThat(schedule.remaining(10)).isEqualTo(schedule.windows());
    assertThat(schedule.remaining(13)).isEmpty();
    assertThat(schedule.toSample()).isEqualTo(3);
  }

  @Test
  void windowsCoverThePieceWithoutGapsForManySizes() {
    for (int context = 1; context <= 9; context++) {
      for (int hop = 1; hop <= context; hop++) {
        for (int total = 1; total <= 25; total++) {
          for (int given = 0; given <= total; given++) {
            WindowSchedule schedule = WindowSchedule.until(total, context, hop, given);
            assertThat(schedule.total()).isEqualTo(total);
            int drawn = schedule.windows().stream().mapToInt(Window::sampled).sum();
            assertThat(drawn).isEqualTo(total - given).isEqualTo(schedule.toSample());
          }
        }
      }
    }
  }

  @Test
  void aHopThatWouldLeaveGapsIsRefused() {
    assertThatThrownBy(() -> WindowSchedule.until(10, 4, 5, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("hop must be between 1 code and the context of 4 codes, but was 5");
    assertThatThrownBy(() -> WindowSchedule.starts(3, 4, 1))
        .hasMessage("total must be at least one context of 4 codes, but was 3");
    assertThatThrownBy(() -> WindowSchedule.adding(5, 4, 0))
        .hasMessage("count must be at most the context of 4 codes, but was 5");
    assertThatThrownBy(() -> WindowSchedule.until(0, 4, 1, 0))
        .hasMessageContaining("total 0, context 4, given 0");
  }

  @Test
  void windowsThatDoNotFollowOnEachOtherAreRefused() {
    assertThatThrownBy(() -> new WindowSchedule(4, 0, List.of(new Window(0, 1, 3))))
        .hasMessageContaining("windows must begin to draw at code 0");
  }

  @Test
  void chunksAreFullExceptTheLast() {
    assertThat(ChunkSplit.sizes(10, 3)).containsExactly(3, 3, 3, 1);
    assertThat(ChunkSplit.sizes(9, 3)).containsExactly(3, 3, 3);
    assertThat(ChunkSplit.sizes(7, 100)).containsExactly(7);
    assertThat(ChunkSplit.sizes(0, 3)).isEmpty();
    assertThatThrownBy(() -> ChunkSplit.sizes(1, 0)).hasMessageContaining("chunk at least 1");
  }
}
