package org.jukebox4j.prior.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NearMatchesTest {
  @Test
  void oneSwapOfSixLettersCostsASixth() {
    assertThat(NearMatches.similarity("strnig", "string")).isCloseTo(5 / 6.0, within(1e-12));
  }

  @Test
  void wordsInAnotherOrderStillCount() {
    assertThat(NearMatches.similarity("river band the", "the river band"))
        .isCloseTo(0.9, within(1e-12));
  }

  @Test
  void theClosestNameComesFirstAndFarOnesAreLeftOut() {
    List<String> names = List.of("violins", "violin", "trumpets", "", "violas");
    assertThat(NearMatches.of("violinz", names, 3)).containsExactly("violin", "violins");
    assertThat(NearMatches.of("qqqq", names, 3)).isEmpty();
  }
}
