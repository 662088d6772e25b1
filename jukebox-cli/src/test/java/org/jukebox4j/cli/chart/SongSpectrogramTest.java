package org.jukebox4j.cli.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.jukebox4j.core.audio.SampleRate;
import org.jukebox4j.core.audio.Waveform;
import org.junit.jupiter.api.Test;

final class SongSpectrogramTest {
  private static final SampleRate RATE = new SampleRate(12_800);

  /** A tone in the second half, silence in the first. */
  private static SongSpectrogram tone(double hertz, int samples) {
    float[] tone = new float[samples];
    for (int i = samples / 2; i < samples; i++) {
      tone[i] = (float) Math.sin(2 * Math.PI * hertz * i / RATE.hertz());
    }
    return new SongSpectrogram(Waveform.mono(tone, RATE));
  }

  @Test
  void octavesAreEquallyHigh() {
    SongSpectrogram spectrogram = tone(440, 100);

    assertThat(spectrogram.depth(6_400)).as("half the sample rate").isEqualTo(0);
    assertThat(spectrogram.depth(3_200)).isCloseTo(1 / 7.0, within(1e-12));
    assertThat(spectrogram.depth(50)).isEqualTo(1);
  }

  @Test
  void aToneIsBrightWhereItsFrequencyAndItsTimeAre() {
    Picture picture = tone(800, 64_000).draw();

    int row = SongSpectrogram.HEIGHT * 3 / 7;
    assertThat(picture.at(900, row) & 0xff0000).isEqualTo(0xff0000);
    assertThat(picture.at(900, row - 60)).as("above it").isZero();
    assertThat(picture.at(900, row + 60)).as("below it").isZero();
    assertThat(picture.at(300, row)).as("before it").isZero();
  }

  @Test
  void evenOneSampleHasAPicture() throws IOException {
    byte[] png = tone(440, 1).png();

    assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(1200);
  }

  @Test
  void stereoIsRefused() {
    Waveform stereo = new Waveform(new float[2][10], RATE);

    assertThatThrownBy(() -> new SongSpectrogram(stereo))
        .hasMessage("waveform must be mono, but has 2 channels");
  }

  @Test
  void theBrightestPlaceOfAGridHasTheBrightestColour() {
    Picture picture = new HeatPicture(new int[][] {{0, 1}, {4, 0}}).draw();

    assertThat(picture.at(0, 0)).isZero();
    assertThat(picture.at(0, 1)).isEqualTo(SpectrogramPicture.colour(1));
    assertThat(picture.at(1, 0)).as("a quarter").isEqualTo(SpectrogramPicture.colour(0.5));
    assertThatThrownBy(() -> new HeatPicture(new int[0][0]))
        .hasMessage("brightness must have at least one row and one column, but has none");
  }
}
