package org.jukebox4j.corpus.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.LongStream;
import org.jukebox4j.corpus.random.SongRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ComposerTest {
  private static List<Score> songs(Genre genre) {
    return LongStream.range(0, 40)
        .mapToObj(n -> new Composer(genre, new SongRandom(1, n)).compose(20, 60))
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void everyNoteIsInTheKey(Genre genre) {
    for (Score score : songs(genre)) {
      Key key = score.setting().key();
      assertThat(score.notes()).allMatch(note -> key.contains(note.pitch()));
      assertThat(score.sung()).allMatch(sung -> key.contains(sung.pitch()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theTempoIsThatOfTheGenreUntilTheLastBar(Genre genre) {
    double right = genre.style().ticksPerBeat() * 256 / 22_050.0;
    for (Score score : songs(genre)) {
      double beat = score.beats().get(1) - score.beats().get(0);
      assertThat(beat).isCloseTo(right, within(1e-9));
      int last = score.beats().size() - 1;
      assertThat(score.beats().get(last) - score.beats().get(last - 1)).isGreaterThan(1.3 * beat);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyStepTakesAMultipleOf10Ticks(Genre genre) {
    // Half a row of the top prior of the model in the box, so that rows begin alike.
    assertThat(genre.style().ticksPerBeat() % (10 * genre.metre().stepsPerBeat())).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void itEndsOnTheDominantAndThenTheKeyNote(Genre genre) {
    for (Score score : songs(genre)) {
      Key key = score.setting().key();
      int bars = score.beats().size() / genre.metre().beatsPerBar();
      int lastBar = (bars - 1) * genre.metre().beatsPerBar();
      assertThat(bass(score, score.beats().get(lastBar), 0.6)).isEqualTo(key.pitchClass(4));
      assertThat(bass(score, score.beats().get(score.beats().size() - 1), 1))
          .isEqualTo(key.pitchClass(0));
    }
  }

  /** The first bass note from a time on. */
  private static int bass(Score score, double seconds, double within) {
    return score.notes().stream()
            .filter(note -> note.part() == Part.BASS)
            .filter(note -> note.start() > seconds - 1e-6 && note.start() < seconds + within)
            .findFirst()
            .orElseThrow()
            .pitch()
        % 12;
  }

  @ParameterizedTest
  @EnumSource
  void nobodySingsOverTheLead(Genre genre) {
    for (Score score : songs(genre)) {
      for (Note note : score.notes()) {
        if (note.part() == Part.LEAD) {
          assertThat(score.sung())
              .noneMatch(
                  sung ->
                      sung.start() < note.start() + note.seconds() - 1e-9
                          && note.start() < sung.end() - 1e-9);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void syllablesLastLongEnoughToBeHeard(Genre genre) {
    for (Score score : songs(genre)) {
      assertThat(score.sung()).allMatch(sung -> sung.end() - sung.vowelStart() > 0.12);
      assertThat(score.sung()).allMatch(sung -> sung.pitch() >= 50 && sung.pitch() <= 62);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everythingBeginsOnATickOfTheClock(Genre genre) {
    for (Score score : songs(genre)) {
      assertThat(score.notes()).allMatch(note -> onATick(note.start()));
      assertThat(score.drums()).allMatch(hit -> onATick(hit.start()));
      assertThat(score.sung()).allMatch(sung -> onATick(sung.start()) && onATick(sung.end()));
    }
  }

  private static boolean onATick(double seconds) {
    double ticks = seconds * Tempo.TICKS_PER_SECOND;
    return Math.abs(ticks - Math.rint(ticks)) < 1e-6;
  }

  @ParameterizedTest
  @EnumSource
  void theFirstBeatOfABarIsTheLoudest(Genre genre) {
    Score score = songs(genre).get(0);
    int beatsPerBar = genre.metre().beatsPerBar();
    for (Note note : score.notes()) {
      if (note.part() == Part.BASS) {
        int beat = score.beats().indexOf(note.start());
        boolean first = beat >= 0 && beat % beatsPerBar == 0;
        assertThat(note.strength()).isEqualTo(first ? 1 : 0.9);
      }
    }
  }
}
