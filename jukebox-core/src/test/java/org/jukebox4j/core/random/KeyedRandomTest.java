package org.jukebox4j.core.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.function.LongToDoubleFunction;
import org.jukebox4j.core.hierarchy.Level;
import org.junit.jupiter.api.Test;

class KeyedRandomTest {
  private static final int DRAWS = 100_000;
  private static final int BINS = 64;

  /** Chi-square with 63 degrees of freedom is below 103 in 99.9 % of cases. */
  private static final double CHI_SQUARE_LIMIT = 103.4;

  @Test
  void numberIsAPureFunctionOfItsKeys() {
    assertThat(new KeyedRandom(7).uniform(Level.TOP, 3, 41))
        .isEqualTo(new KeyedRandom(7).uniform(Level.TOP, 3, 41));
  }

  @Test
  void numbersStayTheSameFromReleaseToRelease() {
    KeyedRandom random = new KeyedRandom(1);
    assertThat(random.bits(Level.BOTTOM, 0, 0)).isEqualTo(-5653703133376969021L);
    assertThat(random.bits(Level.TOP, 2, 8191)).isEqualTo(-7194690421628255830L);
    assertThat(random.uniform(Level.TOP, 2, 8191)).isEqualTo(0.6099750507254997);
  }

  @Test
  void splitMixAgreesWithThePublishedSequence() {
    // First numbers of SplitMix64 with seed 1234567.
    assertThat(SplitMix.next(1234567, 0)).isEqualTo(6457827717110365317L);
    assertThat(SplitMix.next(1234567, 1)).isEqualTo(3203168211198807973L);
    assertThat(SplitMix.next(1234567, 2)).isEqualTo(Long.parseUnsignedLong("9817491932198370423"));
  }

  @Test
  void numbersAreUniformAlongEveryKey() {
    assertUniform(i -> new KeyedRandom(i).uniform(Level.TOP, 0, 0));
    assertUniform(i -> new KeyedRandom(0).uniform(Level.MIDDLE, i, 5));
    assertUniform(i -> new KeyedRandom(0).uniform(Level.BOTTOM, 0, i));
  }

  @Test
  void neighboursAreIndependent() {
    KeyedRandom random = new KeyedRandom(12);
    KeyedRandom nextSeed = new KeyedRandom(13);
    assertIndependent(
        i -> random.uniform(Level.TOP, 0, i), i -> random.uniform(Level.TOP, 0, i + 1));
    assertIndependent(i -> random.uniform(Level.TOP, 0, i), i -> random.uniform(Level.TOP, 1, i));
    assertIndependent(
        i -> random.uniform(Level.TOP, 0, i), i -> random.uniform(Level.MIDDLE, 0, i));
    assertIndependent(i -> random.uniform(Level.TOP, 0, i), i -> nextSeed.uniform(Level.TOP, 0, i));
  }

  @Test
  void keysThatAddUpToTheSameDoNotCollide() {
    KeyedRandom random = new KeyedRandom(5);
    Set<Long> seen = new HashSet<>();
    for (Level level : Level.values()) {
      for (int item = 0; item < 100; item++) {
        for (int position = 0; position < 100; position++) {
          seen.add(random.bits(level, item, position));
        }
      }
    }
    assertThat(seen).hasSize(3 * 100 * 100);
  }

  private static void assertUniform(LongToDoubleFunction draw) {
    int[] counts = new int[BINS];
    for (int i = 0; i < DRAWS; i++) {
      double value = draw.applyAsDouble(i);
      assertThat(value).isGreaterThanOrEqualTo(0).isLessThan(1);
      counts[(int) (value * BINS)]++;
    }
    double expected = (double) DRAWS / BINS;
    double chiSquare = 0;
    for (int count : counts) {
      chiSquare += (count - expected) * (count - expected) / expected;
    }
    assertThat(chiSquare).isLessThan(CHI_SQUARE_LIMIT);
  }

  private static void assertIndependent(LongToDoubleFunction first, LongToDoubleFunction second) {
    double covariance = 0;
    for (int i = 0; i < DRAWS; i++) {
      covariance += (first.applyAsDouble(i) - 0.5) * (second.applyAsDouble(i) - 0.5);
    }
    // Correlation of independent numbers has deviation 1/sqrt(draws); four of them are allowed.
    double correlation = covariance / DRAWS * 12;
    assertThat(Math.abs(correlation)).isLessThan(4 / Math.sqrt(DRAWS));
  }
}
