package org.jukebox4j.cli.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.jukebox4j.core.audio.SampleRate;
import org.jukebox4j.core.audio.Waveform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChartTest {
  private static final int BLUE = 0x1f77b4;
  private static final int RED = 0xd62728;

  @TempDir private Path folder;

  private static int count(Picture picture, int colour, int fromRow, int toRow) {
    int count = 0;
    for (int y = fromRow; y < toRow; y++) {
      for (int x = 0; x < picture.width(); x++) {
        count += picture.at(x, y) == colour ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void aFallingCurveGoesFromUpperLeftToLowerRight() {
    Curve falling = new Curve("loss", new double[] {0, 50, 100}, new double[] {4, 2, 0});
    Curve flat = new Curve("other", new double[] {0, 100}, new double[] {2, 2});

    Picture picture = new LineChart("Loss", List.of(falling, flat)).draw();

    assertThat(picture.at(70, 46)).as("upper left of the plot").isEqualTo(BLUE);
    assertThat(picture.at(879, 385)).as("lower right of the plot").isEqualTo(BLUE);
    assertThat(picture.at(300, 215)).as("the middle row").isEqualTo(RED);
    assertThat(count(picture, BLUE, 24, 40)).as("its key").isEqualTo(48);
  }

  @Test
  void valuesThatAreNotFiniteAreLeftOut() {
    double[] steps = {1, 2, 3};
    Curve curve = new Curve("loss", steps, new double[] {1, Double.NaN, Double.POSITIVE_INFINITY});
    Curve nothing = new Curve("none", steps, new double[] {Double.NaN, Double.NaN, Double.NaN});

    Picture picture = new LineChart("t", List.of(curve, nothing)).draw();

    assertThat(count(picture, BLUE, 46, 390)).as("one point").isEqualTo(2);
    assertThat(count(picture, RED, 46, 390)).isZero();
    assertThatThrownBy(() -> new LineChart("t", Collections.nCopies(9, curve)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a chart has at most 8 curves, but was given 9");
  }

  @Test
  void numbersAreShort() {
    assertThat(LineChart.number(0)).isEqualTo("0");
    assertThat(LineChart.number(0.01234)).isEqualTo("0.012");
    assertThat(LineChart.number(-3.456)).isEqualTo("-3.46");
    assertThat(LineChart.number(1234.5)).isEqualTo("1235");
    assertThat(LineChart.number(2.5e7)).isEqualTo("2.5e+07");
    assertThat(LineChart.number(1e-5)).isEqualTo("1.0e-05");
  }

  @Test
  void everyLetterOfTheAlphabetIsDrawn() {
    for (char letter : "abcdefghijklmnopqrstuvwxyz0123456789.,:-+_/()%=".toCharArray()) {
      Picture picture = new Picture(8, 8);
      picture.text("" + letter, 0, 0, Picture.BLACK);
      assertThat(count(picture, Picture.BLACK, 0, 8)).as("pixels of " + letter).isGreaterThan(1);
    }
    Picture one = new Picture(8, 8);
    one.text("I", 0, 0, Picture.BLACK);
    Picture same = new Picture(8, 8);
    same.text("i", 0, 0, Picture.BLACK);
    assertThat(count(one, Picture.BLACK, 0, 8)).isEqualTo(count(same, Picture.BLACK, 0, 8));
  }

  @Test
  void aToneIsABrightRowWhereItsFrequencyIs() throws IOException {
    SampleRate rate = new SampleRate(8000);
    float[] tone = new float[40_000];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (float) Math.sin(2 * Math.PI * 1000 * i / 8000.0);
    }
    Path file = folder.resolve("spectrogram.png");
    new SpectrogramPicture(
            Waveform.mono(tone, rate), "input", Waveform.mono(new float[40_000], rate), "output")
        .write(file);

    BufferedImage image = ImageIO.read(file.toFile());
    assertThat(image.getHeight()).isEqualTo(544);
    int middle = image.getWidth() / 2;
    int row = 16 + 255 - 64; // 1000 of 4000 Hz
    assertThat(image.getRGB(middle, row) & 0xff0000).isEqualTo(0xff0000);
    assertThat(image.getRGB(middle, row - 60)).as("above it").isEqualTo(0xff000000);
    assertThat(image.getRGB(middle, row + 272)).as("silence").isEqualTo(0xff000000);
  }
}
