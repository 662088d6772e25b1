package org.jukebox4j.corpus.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jukebox4j.corpus.CorpusGenerator;
import org.jukebox4j.corpus.CorpusSettings;
import org.jukebox4j.corpus.CorpusSong;
import org.jukebox4j.corpus.lyrics.Vowel;
import org.junit.jupiter.api.Test;

final class OtherLyricsTest {
  private final CorpusSong song = new CorpusGenerator(CorpusSettings.of(4)).song(2);
  private final OtherLyrics other = OtherLyrics.of(song);

  @Test
  void linesAndWordsAreThoseOfTheSong() {
    String lyrics = song.score().lyrics();

    assertThat(other.text().replaceAll("\\p{L}", "x")).isEqualTo(lyrics.replaceAll("\\p{L}", "x"));
    assertThat(other.text()).isNotEqualTo(lyrics);
  }

  @Test
  void everyVowelIsAnother() {
    List<Vowel> vowels = SongMeter.vowels(song);

    assertThat(other.vowels()).hasSameSizeAs(vowels);
    for (int i = 0; i < vowels.size(); i++) {
      assertThat(other.vowels().get(i)).isNotEqualTo(vowels.get(i));
      int written = song.score().sung().get(i).character() + 1;
      assertThat(other.text().charAt(written)).isEqualTo(other.vowels().get(i).letter());
    }
  }

  @Test
  void theyAreTheSameAtEveryCall() {
    assertThat(OtherLyrics.of(song)).isEqualTo(other);
  }
}
