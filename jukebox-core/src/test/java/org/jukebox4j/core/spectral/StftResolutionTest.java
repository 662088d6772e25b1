package org.jukebox4j.core.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class StftResolutionTest {
  @Test
  void framesAreCentredOnMultiplesOfTheHop() {
    StftResolution resolution = new StftResolution(512, 50, 240);

    assertThat(resolution.bins()).isEqualTo(257);
    assertThat(resolution.frames(6144)).isEqualTo(123);
    assertThat(resolution.frames(6150)).isEqualTo(124);
    assertThat(resolution.leastSamples()).isEqualTo(257);
  }

  @Test
  void sizesThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new StftResolution(511, 50, 240))
        .hasMessage("fftSize must be even and between 2 and 1048576 samples, but was 511");
    assertThatThrownBy(() -> new StftResolution(512, 0, 240))
        .hasMessage("hop must be at least 1 sample, but was 0");
    assertThatThrownBy(() -> new StftResolution(512, 50, 513))
        .hasMessage("window must be between 1 sample and fftSize, which is 512, but was 513");
  }
}
