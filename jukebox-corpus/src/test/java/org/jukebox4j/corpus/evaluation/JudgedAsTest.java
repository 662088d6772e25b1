package org.jukebox4j.corpus.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jukebox4j.corpus.score.Genre;
import org.junit.jupiter.api.Test;

final class JudgedAsTest {
  @Test
  void everySongIsCountedWhereWhatWasAskedForMeetsWhatIsHeard() {
    JudgedAs judged =
        JudgedAs.of(
            "genre",
            List.of(Genre.values()),
            Genre::label,
            List.of(
                new Verdict<>(Genre.WALTZ, Genre.WALTZ),
                new Verdict<>(Genre.WALTZ, Genre.BALLAD),
                new Verdict<>(Genre.WALTZ, Genre.BALLAD),
                new Verdict<>(Genre.DANCE, Genre.DANCE)));

    assertThat(judged.names())
        .containsExactly("waltz", "march", "ballad", "dance", "reggae", "swing");
    assertThat(judged.counts().get(0)).containsExactly(1, 0, 2, 0, 0, 0);
    assertThat(judged.counts().get(3)).containsExactly(0, 0, 0, 1, 0, 0);
    assertThat(judged.counts().get(5)).containsOnly(0);
  }

  @Test
  void aPairWithoutACountIsRefused() {
    assertThatThrownBy(() -> new JudgedAs("artist", List.of("a", "b"), List.of(List.of(1, 0))))
        .hasMessage("counts must have a row and a column for each of 2 names, but were [[1, 0]]");
  }
}
