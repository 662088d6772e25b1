package org.jukebox4j.core.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class MonoMixdownTest {
  private static final Waveform STEREO =
      new Waveform(new float[][] {{1, 0.5f, -1}, {0, 0.25f, -1}}, SampleRate.CD);

  @Test
  void evenMixdownIsTheMean() {
    assertThat(MonoMixdown.even().mix(STEREO)).containsExactly(0.5f, 0.375f, -1);
    Waveform four = new Waveform(new float[][] {{1}, {0}, {0.5f}, {0.5f}}, SampleRate.CD);
    assertThat(MonoMixdown.even().mix(four)).containsExactly(0.5f);
  }

  @Test
  void blendWeighsLeftAndRight() {
    assertThat(MonoMixdown.blend(0.25).mix(STEREO)).containsExactly(0.25f, 0.3125f, -1);
    assertThat(MonoMixdown.blend(1).mix(STEREO)).containsExactly(1, 0.5f, -1);
  }

  @Test
  void monoPassesUnchanged() {
    float[] samples = {0.1f, 0.2f};

    assertThat(MonoMixdown.blend(0.3).mix(Waveform.mono(samples, SampleRate.CD))).isSameAs(samples);
  }

  @Test
  void aBlockIsMixedLikeTheWhole() {
    float[] block = new float[2];
    MonoMixdown.even().mix(STEREO.channels(), 2, block);

    assertThat(block).containsExactly(0.5f, 0.375f);
  }

  @Test
  void weightsOutsideZeroToOneAreRefused() {
    assertThatThrownBy(() -> MonoMixdown.blend(1.1))
        .hasMessage("leftWeight must be between 0 and 1, but was 1.1");
    assertThatThrownBy(() -> MonoMixdown.blend(Double.NaN)).hasMessageContaining("NaN");
    Waveform three = new Waveform(new float[3][1], SampleRate.CD);
    assertThatThrownBy(() -> MonoMixdown.blend(0.5).mix(three))
        .hasMessageContaining("mixes 2 channels, but the recording has 3");
  }
}
