package org.jukebox4j.corpus.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jukebox4j.corpus.score.Pattern.Onset;
import org.junit.jupiter.api.Test;

final class PatternTest {
  @Test
  void aNoteLastsAsLongAsItIsHeld() {
    assertThat(new Pattern("R--.F.").onsets())
        .containsExactly(new Onset(0, 3, 'R'), new Onset(4, 1, 'F'));
  }

  @Test
  void aPatternOfTwoBarsAlternates() {
    Pattern pattern = new Pattern("R.F-");

    assertThat(pattern.onsets(0, 2)).containsExactly(new Onset(0, 1, 'R'));
    assertThat(pattern.onsets(1, 2)).containsExactly(new Onset(0, 2, 'F'));
    assertThat(pattern.onsets(2, 2)).containsExactly(new Onset(0, 1, 'R'));
  }

  @Test
  void silenceCannotBeHeld() {
    assertThatThrownBy(() -> new Pattern("R.-")).hasMessageContaining("'R.-'");
  }
}
