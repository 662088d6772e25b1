package org.jukebox4j.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;
import org.jukebox4j.corpus.score.Genre;
import org.jukebox4j.corpus.sound.Ensemble;
import org.junit.jupiter.api.Test;

final class CorpusGeneratorTest {
  private final CorpusGenerator generator = new CorpusGenerator(CorpusSettings.of(7));

  @Test
  void theSameSeedGivesTheSameSongToTheSample() {
    CorpusGenerator again = new CorpusGenerator(CorpusSettings.of(7));

    assertThat(again.song(3).samples()).isEqualTo(generator.song(3).samples());
    assertThat(again.song(3).score()).isEqualTo(generator.song(3).score());
  }

  @Test
  void songsStayTheSameFromVersionToVersion() {
    // If this changes, so does the number of the generator in Corpus: models were trained on it.
    assertThat(checksum(generator.song(0).samples())).isEqualTo(3839792943L);
    assertThat(checksum(generator.song(1).samples())).isEqualTo(1836997242L);
    CorpusSong march = generator.song(2, Ensemble.STRINGS, Genre.MARCH);
    assertThat(checksum(march.samples())).isEqualTo(2929810058L);
  }

  private static long checksum(float[] samples) {
    CRC32 checksum = new CRC32();
    for (float sample : samples) {
      int value = (int) (sample * (1 << 15));
      checksum.update(value & 0xff);
      checksum.update(value >> 8 & 0xff);
    }
    return checksum.getValue();
  }

  @Test
  void anotherSeedOrNumberGivesOtherWords() {
    Set<String> lyrics = new HashSet<>();
    for (int number = 0; number < 20; number++) {
      lyrics.add(generator.song(number).score().lyrics());
      lyrics.add(new CorpusGenerator(CorpusSettings.of(8)).song(number).score().lyrics());
    }

    assertThat(lyrics).hasSize(40);
  }

  @Test
  void everyArtistPlaysEveryGenreOnceInARound() {
    assertThat(Ensemble.values().length * Genre.values().length).isEqualTo(CorpusGenerator.PAIRS);
    for (int round = 0; round < 3; round++) {
      Set<String> pairs = new HashSet<>();
      for (int i = 0; i < CorpusGenerator.PAIRS; i++) {
        CorpusSong song = generator.song((long) round * CorpusGenerator.PAIRS + i);
        pairs.add(song.artist() + " " + song.genre());
      }
      assertThat(pairs).hasSize(CorpusGenerator.PAIRS);
    }
  }

  @Test
  void roundsHaveDifferentOrders() {
    long same = 0;
    for (int i = 0; i < CorpusGenerator.PAIRS; i++) {
      CorpusSong first = generator.song(i);
      CorpusSong second = generator.song(CorpusGenerator.PAIRS + i);
      same += first.artist() == second.artist() && first.genre() == second.genre() ? 1 : 0;
    }

    assertThat(same).isLessThan(6);
  }

  @Test
  void theArtistChangesTheSoundButNotTheSong() {
    CorpusSong strings = generator.song(0, Ensemble.STRINGS, Genre.WALTZ);
    CorpusSong chips = generator.song(0, Ensemble.CHIPS, Genre.WALTZ);

    assertThat(strings.score()).isEqualTo(chips.score());
    assertThat(strings.samples()).isNotEqualTo(chips.samples());
  }

  @Test
  void enoughSongsForTheHoursAndNotOneMore() {
    int songs = generator.songs(0.1);

    double all = new Corpus(generator, songs).songs().mapToDouble(s -> s.score().seconds()).sum();
    double last = generator.song(songs - 1).score().seconds();
    assertThat(all).isGreaterThanOrEqualTo(360);
    assertThat(all - last).isLessThan(360);
  }

  @Test
  void aNumberBelowZeroIsRefused() {
    assertThatThrownBy(() -> generator.song(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("number of a song must be at least 0, but was -1");
  }

  @Test
  void lengthsOutOfRangeAreRefusedWithTheRange() {
    assertThatThrownBy(() -> new CorpusSettings(0, 10, 40))
        .hasMessageContaining("between 20.0 s and 120.0 s")
        .hasMessageContaining("were to last 10.0 s to 40.0 s");
    assertThatThrownBy(() -> new CorpusSettings(0, 30, 32)).hasMessageContaining("at least 5.0 s");
  }
}
