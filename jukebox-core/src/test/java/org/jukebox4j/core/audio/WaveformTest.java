package org.jukebox4j.core.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class WaveformTest {
  @Test
  void lengthIsGivenInSamplesAndSeconds() {
    Waveform stereo = new Waveform(new float[2][4000], new SampleRate(8000));

    assertThat(stereo.channelCount()).isEqualTo(2);
    assertThat(stereo.samples()).isEqualTo(4000);
    assertThat(stereo.seconds()).isEqualTo(0.5);
    assertThat(stereo).hasToString("2 channel(s) of 4000 samples at 8000 Hz");
  }

  @Test
  void aPartHasTheSamplesFromTheFirstToBeforeTheLast() {
    Waveform whole = new Waveform(new float[][] {{1, 2, 3, 4}, {5, 6, 7, 8}}, SampleRate.CD);

    assertThat(whole.slice(1, 3).channels()).isDeepEqualTo(new float[][] {{2, 3}, {6, 7}});
    assertThatThrownBy(() -> whole.slice(1, 5))
        .hasMessage("a part must lie within the 4 samples of the waveform, but was [1, 5)");
  }

  @Test
  void channelsOfDifferentLengthAreRefused() {
    assertThatThrownBy(() -> new Waveform(new float[][] {{1}, {1, 2}}, SampleRate.CD))
        .hasMessageContaining("channel 0 has 1 samples and channel 1 has 2");
    assertThatThrownBy(() -> new Waveform(new float[0][], SampleRate.CD))
        .hasMessage("a waveform needs at least one channel, but has none");
  }

  @Test
  void ratesConvertBetweenSecondsAndSamples() {
    assertThat(SampleRate.CD.seconds(22_050)).isEqualTo(0.5);
    assertThat(SampleRate.CD.samples(0.1)).isEqualTo(4410);
    assertThat(new SampleRate(22_050).samples(1.99999)).isEqualTo(44_099);
    assertThatThrownBy(() -> SampleRate.CD.samples(-1))
        .hasMessage("a time must be between 0 and 1e9 s, but was -1.0 s");
    assertThatThrownBy(() -> new SampleRate(0))
        .hasMessage("sample rate must be between 100 and 768000 Hz, but was 0 Hz");
  }
}
