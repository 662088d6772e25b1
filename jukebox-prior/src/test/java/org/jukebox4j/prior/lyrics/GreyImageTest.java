package org.jukebox4j.prior.lyrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class GreyImageTest {
  @Test
  void doublingTheWidthUsesTheBicubicKernel() {
    GreyImage wide = new GreyImage(2, 1, new int[] {0, 128}).resized(4, 1);
    // a quarter beside the first pixel: its weight 0.8671875, the other's 0.2265625 minus 0.0703125
    // and 0.0234375 that lie outside; the outer ones overshoot and are cut at black
    assertThat(wide.pixels()[0]).isZero();
    assertThat(wide.pixels()[1])
        .isEqualTo(Math.round(128 * 0.2265625f / (0.8671875f + 0.2265625f)));
    assertThat(wide.pixels()[2]).isEqualTo(128 - wide.pixels()[1]);
  }

  @Test
  void scalingToTheSameSizeChangesNothing() {
    GreyImage image = new GreyImage(3, 2, new int[] {1, 2, 3, 4, 5, 6});
    assertThat(image.resized(3, 2)).isSameAs(image);
  }

  @Test
  void blurSpreadsAPointAndKeepsItsLight() {
    int[] pixels = new int[15 * 15];
    pixels[7 * 15 + 7] = 255;
    GreyImage blurred = new GreyImage(15, 15, pixels).blurred(1.5);
    int centre = blurred.pixels()[7 * 15 + 7];
    // the peak of a Gaussian of deviation 1.5 is 1 / (2 pi 1.5^2) = 0.0707
    assertThat(centre).isBetween(16, 20);
    assertThat(blurred.pixels()[7 * 15 + 8]).isLessThan(centre).isPositive();
    assertThat(blurred.pixels()[0]).isZero();
  }
}
