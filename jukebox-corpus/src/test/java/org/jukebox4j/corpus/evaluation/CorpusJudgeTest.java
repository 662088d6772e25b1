package org.jukebox4j.corpus.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jukebox4j.corpus.CorpusGenerator;
import org.jukebox4j.corpus.CorpusSettings;
import org.jukebox4j.corpus.CorpusSong;
import org.jukebox4j.corpus.feature.Heard;
import org.jukebox4j.corpus.score.SungSyllable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The judge hears what it should on songs of the corpus that it has not learnt from. */
@TestInstance(Lifecycle.PER_CLASS)
final class CorpusJudgeTest {
  private static final CorpusSettings LEARNT = new CorpusSettings(7, 20, 25);
  private static final CorpusSettings UNSEEN = new CorpusSettings(99, 20, 25);

  private record Example(CorpusSong song, Heard heard) {}

  private CorpusJudge judge;
  private List<Example> unseen;

  @BeforeAll
  void learn() {
    judge = CorpusJudge.train(new CorpusGenerator(LEARNT), 72, (done, total) -> {});
    CorpusGenerator generator = new CorpusGenerator(UNSEEN);
    unseen =
        LongStream.range(0, CorpusGenerator.PAIRS)
            .mapToObj(generator::song)
            .map(song -> new Example(song, Heard.of(song.samples())))
            .toList();
  }

  @Test
  void itTellsArtists() {
    long right = unseen.stream().filter(e -> judge.artist(e.heard()) == e.song().artist()).count();

    assertThat(right).isGreaterThanOrEqualTo(35);
  }

  @Test
  void itTellsGenres() {
    long right = unseen.stream().filter(e -> judge.genre(e.heard()) == e.song().genre()).count();

    assertThat(right).isGreaterThanOrEqualTo(35);
  }

  @Test
  void itTellsBothOfRecordingsThatAreRoughAndDull() {
    int artists = 0;
    int genres = 0;
    Wear wear = new Wear(0.4, 300, 0.5, 1000, 4000);
    for (Example example : unseen) {
      Heard worn = Heard.of(wear.worn(example.song().samples(), example.song().number()));
      artists += judge.artist(worn) == example.song().artist() ? 1 : 0;
      genres += judge.genre(worn) == example.song().genre() ? 1 : 0;
    }

    assertThat(artists).isGreaterThanOrEqualTo(33);
    assertThat(genres).isGreaterThanOrEqualTo(33);
  }

  @Test
  void itTellsVowelsInTheMix() {
    long voiced = 0;
    long right = 0;
    for (Example example : unseen) {
      for (SungSyllable sung : example.song().score().sung()) {
        int frame = (int) ((sung.vowelStart() + sung.end()) / 2 * 22_050 / Heard.HOP);
        voiced++;
        right += judge.vowel(example.heard(), frame) == sung.syllable().vowel() ? 1 : 0;
      }
    }

    assertThat((double) right / voiced).isGreaterThan(0.95);
  }

  @Test
  void itHearsTheVoiceWhereSomebodySings() {
    long voiced = 0;
    long heard = 0;
    for (Example example : unseen) {
      int[] vowels = judge.vowels(example.heard());
      for (SungSyllable sung : example.song().score().sung()) {
        int frame = (int) ((sung.vowelStart() + sung.end()) / 2 * 22_050 / Heard.HOP);
        voiced++;
        heard += vowels[frame] != CorpusJudge.NO_VOWEL ? 1 : 0;
      }
    }

    assertThat((double) heard / voiced).isGreaterThan(0.8);
  }

  @Test
  void itHearsNoVowelsWhereNobodySings() {
    long alone = 0;
    long silent = 0;
    for (Example example : unseen) {
      int first = (int) (example.song().score().sung().get(0).start() * 22_050 / Heard.HOP) - 4;
      int[] vowels = judge.vowels(example.heard());
      alone += first;
      silent += Arrays.stream(vowels, 0, first).filter(v -> v == CorpusJudge.NO_VOWEL).count();
    }

    assertThat((double) silent / alone).isGreaterThan(0.8);
  }

  @Test
  void everySongEndsAtItsEndAndFewBefore() {
    int ending = 0;
    int cut = 0;
    for (Example example : unseen) {
      float[] samples = example.song().samples();
      ending += EndingDetector.ends(example.heard()) ? 1 : 0;
      float[] part = Arrays.copyOf(samples, samples.length - 6 * 22_050);
      cut += EndingDetector.ends(Heard.of(part)) ? 1 : 0;
    }

    assertThat(ending).isGreaterThanOrEqualTo(34);
    assertThat(cut).isLessThanOrEqualTo(3);
  }

  @Test
  void realSongsKeepTheirTempoAndTheirKey() {
    SongMeter meter = new SongMeter(judge);
    List<String> otherTempo = new ArrayList<>();
    for (Example example : unseen) {
      SongMeasures measures =
          meter.measure(
              example.heard(), example.song(), example.song()::syllableAt, Optional.empty());
      if (measures.tempoError() >= 0.02) {
        otherTempo.add(example.song().artist().label());
      }
      assertThat(measures.inKey()).as(example.song().file()).isGreaterThan(0.8);
    }
    // The pieces that chips are cut in can be taken for a beat; nothing else can.
    assertThat(otherTempo).hasSizeLessThanOrEqualTo(3).allMatch("chips"::equals);
  }

  @Test
  void aJudgeNeedsAllPairs() {
    CorpusGenerator generator = new CorpusGenerator(LEARNT);

    assertThatThrownBy(() -> CorpusJudge.train(generator, 10, (done, total) -> {}))
        .hasMessageContaining("at least one of each artist and genre, 36, but were 10");
  }
}
