package org.jukebox4j.cli.page;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which characters glow at each step, for the script of the page: steps are separated by {@code ;},
 * characters by {@code ,}, and each is its number, a colon and its brightness from 1 to 9.
 */
final class Glow {
  private static final int BRIGHTEST = 9;

  /** Characters that glow at once: enough for a word, few enough for a small page. */
  private static final int MOST = 8;

  private Glow() {}

  static String of(AttentionSteps attention) {
    double largest = attention.largest();
    return Arrays.stream(attention.weights())
        .map(step -> largest > 0 ? step(step, largest) : "")
        .collect(Collectors.joining(";"));
  }

  private static String step(float[] weights, double largest) {
    return IntStream.range(0, weights.length)
        .boxed()
        .sorted(Comparator.comparingDouble(character -> -weights[character]))
        .limit(MOST)
        .filter(character -> brightness(weights[character], largest) > 0)
        .map(character -> character + ":" + brightness(weights[character], largest))
        .collect(Collectors.joining(","));
  }

  private static long brightness(float weight, double largest) {
    return Math.round(BRIGHTEST * weight / largest);
  }
}
