package org.jukebox4j.corpus.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class TempoTest {
  private final Tempo tempo = new Tempo(40, 8, 4);

  @Test
  void beatsComeEvenlyUntilItSlowsDown() {
    assertThat(tempo.seconds(0)).isZero();
    // 40 ticks of 256 samples at 22,050 Hz
    assertThat(tempo.seconds(1)).isCloseTo(40 * 256 / 22_050.0, within(1e-12));
    assertThat(tempo.seconds(8)).isCloseTo(320 * 256 / 22_050.0, within(1e-12));
    assertThat(tempo.beatsPerMinute()).isCloseTo(129.2, within(0.01));
  }

  @Test
  void theLastBeatsGetLongerAndLonger() {
    // 40 ticks * (12 + 0.5 * 16 / 8)
    assertThat(tempo.seconds(12)).isCloseTo(520 * 256 / 22_050.0, within(1e-12));
    double before = tempo.seconds(8) - tempo.seconds(7);
    for (int beat = 8; beat < 12; beat++) {
      double length = tempo.seconds(beat + 1) - tempo.seconds(beat);
      assertThat(length).isGreaterThan(before);
      before = length;
    }
  }

  @Test
  void everyTimeIsAWholeNumberOfTicks() {
    for (double beat : new double[] {0.1, 1.0 / 3, 8.7, 11.9}) {
      double ticks = tempo.seconds(beat) * 22_050 / 256;
      assertThat(ticks).isCloseTo(Math.rint(ticks), within(1e-9));
    }
  }
}
