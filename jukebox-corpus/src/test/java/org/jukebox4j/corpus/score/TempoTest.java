package org.jukebox4j.corpus.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class TempoTest {
  private final Tempo tempo = new Tempo(120, 8, 4);

  @Test
  void beatsComeEvenlyUntilItSlowsDown() {
    assertThat(tempo.seconds(0)).isZero();
    assertThat(tempo.seconds(1)).isEqualTo(0.5);
    assertThat(tempo.seconds(8)).isEqualTo(4.0);
  }

  @Test
  void theLastBeatsGetLongerAndLonger() {
    // 0.5 s * (12 + 0.5 * 16 / 8)
    assertThat(tempo.seconds(12)).isCloseTo(6.5, within(1e-12));
    double before = tempo.seconds(8) - tempo.seconds(7);
    for (int beat = 8; beat < 12; beat++) {
      double length = tempo.seconds(beat + 1) - tempo.seconds(beat);
      assertThat(length).isGreaterThan(before);
      before = length;
    }
  }
}
