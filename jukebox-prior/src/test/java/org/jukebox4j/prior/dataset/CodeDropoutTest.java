package org.jukebox4j.prior.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.jukebox4j.core.hierarchy.Level;
import org.junit.jupiter.api.Test;

final class CodeDropoutTest {
  private static final int SIZE = 16;
  private static final int[] CODES = new int[400];

  static {
    Arrays.setAll(CODES, i -> i % SIZE);
  }

  @Test
  void withoutItEveryCodeIsHeard() {
    assertThat(new CodeDropout(0, 1, Level.TOP).apply(CODES, SIZE, 5)).isEqualTo(CODES);
  }

  @Test
  void halfOfTheShareIsMisheardOnAverageAndFromNoneToAllOfItInAWindow() {
    CodeDropout dropout = new CodeDropout(0.8, 1, Level.TOP);
    double sum = 0;
    double least = 1;
    double most = 0;
    for (int position = 0; position < 300; position++) {
      double share = different(dropout.apply(CODES, SIZE, position));
      sum += share;
      least = Math.min(least, share);
      most = Math.max(most, share);
    }

    // One of 16 misheard codes happens to be the right one.
    assertThat(sum / 300).isCloseTo(0.4 * 15 / 16, within(0.03));
    assertThat(least).isLessThan(0.03);
    assertThat(most).isBetween(0.7, 0.85);
  }

  private static double different(int[] heard) {
    int different = 0;
    for (int i = 0; i < CODES.length; i++) {
      assertThat(heard[i]).isBetween(0, SIZE - 1);
      different += heard[i] == CODES[i] ? 0 : 1;
    }
    return (double) different / CODES.length;
  }

  @Test
  void whatIsHeardDependsOnTheSeedThePositionAndTheKeyAlone() {
    int[] heard = new CodeDropout(0.8, 1, Level.TOP).apply(CODES, SIZE, 5);

    assertThat(new CodeDropout(0.8, 1, Level.TOP).apply(CODES, SIZE, 5)).isEqualTo(heard);
    assertThat(new CodeDropout(0.8, 2, Level.TOP).apply(CODES, SIZE, 5)).isNotEqualTo(heard);
    assertThat(new CodeDropout(0.8, 1, Level.TOP).apply(CODES, SIZE, 6)).isNotEqualTo(heard);
    assertThat(new CodeDropout(0.8, 1, Level.MIDDLE).apply(CODES, SIZE, 5)).isNotEqualTo(heard);
  }
}
