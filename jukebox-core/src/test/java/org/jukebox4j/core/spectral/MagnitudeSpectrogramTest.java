package org.jukebox4j.core.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class MagnitudeSpectrogramTest {
  private static final StftResolution TINY = new StftResolution(2, 1, 2);

  @Test
  void normAndDistanceAreRootsOfSumsOfSquares() {
    MagnitudeSpectrogram a = new MagnitudeSpectrogram(TINY, 2, new float[] {1, 2, 2, 4});
    MagnitudeSpectrogram b = new MagnitudeSpectrogram(TINY, 2, new float[] {1, 5, 2, 0});

    assertThat(a.norm()).isEqualTo(5);
    assertThat(a.distance(b)).isEqualTo(5);
    assertThat(a.at(1, 0)).isEqualTo(2);
  }

  @Test
  void aLongNormIsSummedInDoublePrecision() {
    float[] many = new float[20_000_000];
    Arrays.fill(many, 0.1f);

    // float32 sums of this length are wrong in the second digit
    assertThat(new MagnitudeSpectrogram(TINY, many.length / 2, many).norm())
        .isCloseTo(0.1f * Math.sqrt(many.length), offset(1e-6));
  }

  @Test
  void spectrogramsOfOtherShapeAreNotCompared() {
    MagnitudeSpectrogram two = new MagnitudeSpectrogram(TINY, 2, new float[4]);
    MagnitudeSpectrogram three = new MagnitudeSpectrogram(TINY, 3, new float[6]);

    assertThatThrownBy(() -> two.distance(three))
        .hasMessageContaining("2 frames of")
        .hasMessageContaining("3 frames of");
  }
}
