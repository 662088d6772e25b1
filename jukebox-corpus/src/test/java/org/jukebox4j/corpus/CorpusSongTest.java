package org.jukebox4j.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jukebox4j.corpus.score.Score;
import org.jukebox4j.corpus.score.Section;
import org.jukebox4j.corpus.score.SungSyllable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every song, tried on one of each pair of artist and genre. */
final class CorpusSongTest {
  private static final CorpusGenerator GENERATOR = new CorpusGenerator(CorpusSettings.of(5));
  private static final CorpusGenerator LONG = new CorpusGenerator(new CorpusSettings(5, 50, 60));

  static Stream<CorpusSong> songs() {
    return LongStream.range(0, CorpusGenerator.PAIRS).mapToObj(GENERATOR::song);
  }

  static Stream<CorpusSong> longSongs() {
    return LongStream.range(0, CorpusGenerator.PAIRS).mapToObj(LONG::song);
  }

  @ParameterizedTest
  @MethodSource("songs")
  void itIsLoudEnoughAndNeverReachesFullScale(CorpusSong song) {
    float[] samples = song.samples();

    double sum = 0;
    float peak = 0;
    for (float sample : samples) {
      sum += sample * sample;
      peak = Math.max(peak, Math.abs(sample));
    }
    assertThat(samples.length / 22_050.0).isCloseTo(song.score().seconds(), within(1e-4));
    assertThat(peak).isBetween(0.4f, 0.99f);
    assertThat(Math.sqrt(sum / samples.length)).isBetween(0.1, 0.18);
    assertThat(Math.abs(samples[samples.length - 1])).isLessThan(1e-3f);
  }

  @ParameterizedTest
  @MethodSource("songs")
  void itsLengthIsInRange(CorpusSong song) {
    assertThat(song.score().seconds()).isBetween(20.0, 40.0);
  }

  @ParameterizedTest
  @MethodSource("songs")
  void itHasTwentyToAHundredAndFiftyCharacters(CorpusSong song) {
    assertThat(song.score().lyrics().length()).isBetween(20, 150);
  }

  @ParameterizedTest
  @MethodSource("longSongs")
  void longSongsHaveNoMoreThanThatEither(CorpusSong song) {
    assertThat(song.score().seconds()).isBetween(50.0, 60.0);
    assertThat(song.score().lyrics().length()).isBetween(60, 150);
  }

  @ParameterizedTest
  @MethodSource("songs")
  void charactersAreSungOneAfterTheOtherWithinTheSong(CorpusSong song) {
    double[] starts = song.characterStarts();

    assertThat(starts).hasSize(song.score().lyrics().length());
    for (int i = 1; i < starts.length; i++) {
      assertThat(starts[i]).as("character %d", i).isGreaterThanOrEqualTo(starts[i - 1]);
    }
    for (SungSyllable sung : song.score().sung()) {
      assertThat(starts[sung.character() + 1]).isGreaterThan(starts[sung.character()]);
    }
    assertThat(starts[0]).isGreaterThan(1.5);
    assertThat(starts[starts.length - 1]).isLessThan(song.score().seconds() - 3);
  }

  @ParameterizedTest
  @MethodSource("songs")
  void theLyricsAreWhatIsSung(CorpusSong song) {
    Score score = song.score();

    for (SungSyllable sung : score.sung()) {
      assertThat(score.lyrics().substring(sung.character(), sung.character() + 2))
          .isEqualTo(sung.syllable().text());
    }
    assertThat(score.lyrics().split("\\s")).hasSize(score.sung().size());
  }

  @ParameterizedTest
  @MethodSource("songs")
  void sectionsFollowEachOtherFromAnIntroToAnEnding(CorpusSong song) {
    Score score = song.score();

    double end = 0;
    for (Section section : score.sections()) {
      assertThat(section.start()).isCloseTo(end, within(1e-9));
      end = section.end();
    }
    assertThat(end).isEqualTo(score.seconds());
    assertThat(score.sections().get(0).kind()).isEqualTo(Section.Kind.INTRO);
    assertThat(score.sections().get(score.sections().size() - 1).kind())
        .isEqualTo(Section.Kind.ENDING);
  }

  @ParameterizedTest
  @MethodSource("songs")
  void aSyllableIsFoundByItsTime(CorpusSong song) {
    Score score = song.score();

    for (int i = 0; i < score.sung().size(); i++) {
      SungSyllable sung = score.sung().get(i);
      assertThat(song.syllableAt((sung.vowelStart() + sung.end()) / 2)).isEqualTo(i);
    }
    assertThat(song.syllableAt(0)).isEqualTo(-1);
    assertThat(song.syllableAt(score.seconds() - 1)).isEqualTo(-1);
  }
}
