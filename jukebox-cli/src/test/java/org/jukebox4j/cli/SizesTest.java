package org.jukebox4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SizesTest {
  @Test
  void bytesAreWrittenInTheUnitThatAPersonWouldChoose() {
    assertThat(Sizes.bytes(1_234_000)).isEqualTo("1.2 MB");
    assertThat(Sizes.bytes(45_600_000)).isEqualTo("46 MB");
    assertThat(Sizes.bytes(3_925_000_000L)).isEqualTo("3.9 GB");
  }

  @Test
  void timesAreWrittenInTheirTwoLargestUnits() {
    assertThat(Sizes.time(Duration.ofMillis(900))).isEqualTo("1 s");
    assertThat(Sizes.time(Duration.ofSeconds(83))).isEqualTo("1 min 23 s");
    assertThat(Sizes.time(Duration.ofMinutes(135))).isEqualTo("2 h 15 min");
  }
}
