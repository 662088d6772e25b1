package org.jukebox4j.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SongLyricsTest {
  @TempDir private Path folder;

  private SongMetadata line(String json) {
    return new MetadataLine(folder, JsonParser.parseString(json).getAsJsonObject()).song();
  }

  @Test
  void withoutTimesTheCharactersAreSpreadEvenly() {
    SongLyrics lyrics = SongLyrics.untimed("abcdefghij");

    assertThat(lyrics.characterAt(0, 20)).isZero();
    assertThat(lyrics.characterAt(5, 20)).isEqualTo(2.5);
    assertThat(lyrics.characterAt(20, 20)).isEqualTo(10);
  }

  @Test
  void betweenTwoTimesTheCharactersAreSpreadEvenly() {
    SongLyrics lyrics =
        new SongLyrics("one\ntwo\nthree", List.of(new LyricsTime(0, 10), new LyricsTime(4, 12)));

    assertThat(lyrics.characterAt(3, 30)).as("before the first line").isZero();
    assertThat(lyrics.characterAt(11, 30)).isEqualTo(2);
    assertThat(lyrics.characterAt(12, 30)).isEqualTo(4);
    assertThat(lyrics.characterAt(21, 30)).as("half of what is left").isEqualTo(8.5);
    assertThat(lyrics.characterAt(99, 30)).isEqualTo(13);
  }

  @Test
  void lrcGivesTheTimeOfEachLine() {
    SongMetadata song =
        line(
            """
            {"file": "a.wav", "lyrics":
             "[ar:Nobody]\\n[offset:500]\\n[00:10.50] One\\n[01:02.5]Two\\ngoes on\\n[00:20]Again"}
            """);

    assertThat(song.lyrics())
        .isEqualTo(
            new SongLyrics(
                "One\nAgain\nTwo\ngoes on",
                List.of(new LyricsTime(0, 10), new LyricsTime(4, 19.5), new LyricsTime(10, 62))));
  }

  @Test
  void lrcMayRepeatLinesAndTimeWords() {
    SongMetadata song =
        line(
            """
            {"file": "a.wav", "lyrics":
             "[00:01.00][00:05.00]la\\n[00:03.00]<00:03.00> so <00:04.00> mi"}
            """);

    assertThat(song.lyrics().text()).isEqualTo("la\nso mi\nla");
    assertThat(song.lyrics().times())
        .containsExactly(
            new LyricsTime(0, 1), new LyricsTime(3, 3), new LyricsTime(6, 4), new LyricsTime(9, 5));
  }

  @Test
  void anAlignerMayGiveTheTimeOfEachLineOrWord() {
    String lines =
        "{\"file\": \"a.wav\", \"lyrics\": \"one two\\n\\nthree\", \"line_starts\": [1, 5]}";
    assertThat(line(lines).lyrics().times())
        .containsExactly(new LyricsTime(0, 1), new LyricsTime(9, 5));

    String words =
        "{\"file\": \"a.wav\", \"lyrics\": \"one two\\n\\nthree\", \"word_starts\": [1, 2, 5]}";
    assertThat(line(words).lyrics().times())
        .containsExactly(new LyricsTime(0, 1), new LyricsTime(4, 2), new LyricsTime(9, 5));
  }

  @Test
  void timesThatDoNotFitTheLyricsAreRefused() {
    assertThatThrownBy(
            () -> line("{\"file\": \"a\", \"lyrics\": \"a b\", \"word_starts\": [1, 2, 3]}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("word_starts must have one time for each of the 2, but has 3");
    assertThatThrownBy(
            () -> line("{\"file\": \"a\", \"lyrics\": \"a b\", \"word_starts\": [2, 1]}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must not go back, but 2.0 s comes before 1.0 s");
    assertThatThrownBy(
            () -> line("{\"file\": \"a\", \"lyrics\": \"[00:01]a\", \"line_starts\": [1]}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the lyrics are LRC and have times already");
  }

  @Test
  void lyricsMayStandInAFileOfTheirOwn() throws IOException {
    Files.writeString(folder.resolve("a.lrc"), "[00:02.00]héllo");

    assertThat(line("{\"file\": \"a.wav\", \"lyrics_file\": \"a.lrc\"}").lyrics())
        .isEqualTo(new SongLyrics("héllo", List.of(new LyricsTime(0, 2))));
    assertThatThrownBy(() -> line("{\"file\": \"a.wav\", \"lyrics_file\": \"b.lrc\"}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lyrics_file 'b.lrc' cannot be read");
  }

  @Test
  void timesOfASongThatBeginsLaterCountFromItsBeginning() {
    SongMetadata metadata =
        line("{\"file\": \"a.wav\", \"lyrics\": \"[00:12.00]la\", \"start\": 10}");

    DatasetSong song = new DatasetSong(metadata, Path.of("a.wav"), 10_000, 5000);

    assertThat(song.lyrics().times()).containsExactly(new LyricsTime(0, 2));
  }

  @Test
  void aStretchIsWhatIsSungBetweenTwoTimes() {
    SongLyrics lyrics =
        new SongLyrics("la mi so", List.of(new LyricsTime(0, 1), new LyricsTime(3, 2)));

    assertThat(lyrics.stretchAt(0.9)).isEmpty();
    assertThat(lyrics.stretchAt(1)).contains(new SongLyrics.Stretch(0, 3));
    assertThat(lyrics.stretchAt(1.9)).contains(new SongLyrics.Stretch(0, 3));
    assertThat(lyrics.stretchAt(50)).contains(new SongLyrics.Stretch(3, 8));
    assertThat(SongLyrics.untimed("la").stretchAt(1)).isEmpty();
  }
}
