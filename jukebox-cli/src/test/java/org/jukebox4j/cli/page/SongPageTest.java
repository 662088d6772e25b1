package org.jukebox4j.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jukebox4j.core.audio.WavReader;
import org.jukebox4j.prior.label.Labels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SongPageTest {
  private static final Pattern ADDRESS =
      Pattern.compile(" (?:src|href|action|srcset)=\"([^\"]*)\"");
  private static final Pattern TAG = Pattern.compile("(<[^>]*>\\s*)+");

  @TempDir private Path folder;

  private static String data(String html, String type) {
    Matcher found = Pattern.compile("data:" + type + ";base64,([^\"]+)").matcher(html);
    assertThat(found.find()).as("data of type " + type).isTrue();
    return found.group(1);
  }

  @Test
  void thePageIsOneFileThatFetchesNothing() throws IOException {
    Path file = ExampleSong.of("la la").page().write(folder);

    assertThat(file).isEqualTo(folder.resolve("index.html"));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
    String html = Files.readString(file);
    List<String> addresses = ADDRESS.matcher(html).results().map(found -> found.group(1)).toList();
    assertThat(addresses).hasSizeGreaterThan(2).allMatch(address -> address.startsWith("data:"));
    assertThat(html).doesNotContain("http:", "https:", "//cdn", "@import", "url(", "fetch(", "{{");
    assertThat(html).contains("default-src 'none'");
  }

  @Test
  void audioAndPicturesAreInThePage() throws IOException {
    String html = ExampleSong.of("la la").page().html();

    Path wav = folder.resolve("song.wav");
    Files.write(wav, Base64.getDecoder().decode(data(html, "audio/wav")));
    assertThat(WavReader.read(wav).seconds()).isEqualTo(5.0);
    byte[] png = Base64.getDecoder().decode(data(html, "image/png"));
    assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(1200);
  }

  @Test
  void everySettingIsThere() {
    String text = TAG.matcher(ExampleSong.of("la la").page().html()).replaceAll("|");

    assertThat(text)
        .contains("|Artist|strings|", "|Genre|waltz|", "|Lyrics|5 characters|")
        .contains("|Duration|5 s|", "|Whole piece|60 s|", "|Starts at|5 s|")
        .contains("|Seed|7|", "|Samples|1|", "|Decoded from|the bottom level|")
        .contains("|Started from|nothing|", "|Sampled|5 s|")
        .contains("untrained", "|Sample rate|22050 Hz|", "|example 1234|")
        .contains("|Temperature|0.91|0.99|0.99|", "|Top-k|17|all|all|")
        .contains("|Top-p|all|0.83|all|", "|Codes per second|86.1|344.5|1378.1|")
        .contains("|Window|512 codes, 5.94 s|512 codes, 1.49 s|512 codes, 0.37 s|")
        .contains("|Window hop|64 codes, 0.74 s|256 codes, 0.74 s|256 codes, 0.19 s|")
        .contains("|Hop fraction|0.125|0.5|0.5|", "|Prompt chunk|32 codes|")
        .contains("|Largest batch|what fits|what fits|3|")
        .contains("|jukebox sample --seed 7|", "random weights");
  }

  @Test
  void wordsKnowWhenTheyAreSung() {
    // at 4 s and 7 s, to the step of nine codes in which the attention reaches them
    assertThat(ExampleSong.of("la, my song").page().html())
        .contains("<span class=\"word\" data-from=\"0\" data-at=\"0\">la,</span> ")
        .contains("<span class=\"word\" data-from=\"4\" data-at=\"3.971\">my</span> ")
        .contains("<span class=\"word\" data-from=\"7\" data-at=\"7.001\">song</span>");
  }

  @Test
  void hostileLyricsAndNamesAreTextOnly() {
    String attack = "</script><script>alert(1)</script><img src=x onerror=\"alert('2')\">{{style}}";
    String html = new ExampleSong(new Labels(attack, attack, attack), 1).page().html();

    assertThat(html).doesNotContain("alert(1)</script>", "<img src=x", "onerror=\"");
    assertThat(html).contains("&lt;script&gt;alert(1)&lt;/script&gt;", "{{style}}");
    assertThat(Pattern.compile("<script").matcher(html).results()).hasSize(1);
    assertThat(html).contains("<h1><bdi>&lt;/script&gt;");
  }

  @Test
  void lyricsInAnotherScriptAreShownAsWrittenToo() {
    assertThat(ExampleSong.of("קול").page().html())
        .contains("<p class=\"written\" dir=\"auto\">קול</p>");
    assertThat(ExampleSong.of("la").page().html()).doesNotContain("class=\"written\"");
  }

  @Test
  void aSongWithoutLyricsHasNoPartsForThem() {
    String html = ExampleSong.of("").page().html();

    assertThat(html).doesNotContain("<div class=\"lyrics\"", "Alignment", "<span class=\"word\"");
    assertThat(html).contains("<img alt=\"Spectrogram");
  }

  @Test
  void everySampleHasASectionOfItsOwn() {
    String html = new ExampleSong(new Labels("unknown", "unknown", "la"), 3).page().html();

    assertThat(html).contains("id=\"song-1\"", "id=\"song-3\"", "Sample 3 of 3", "song-2.wav");
    assertThat(html).contains("<title>A song – Jukebox</title>");
    assertThat(Pattern.compile("<audio ").matcher(html).results()).hasSize(3);
    List<String> ids =
        Pattern.compile(" id=\"([^\"]+)\"").matcher(html).results().map(id -> id.group(1)).toList();
    assertThat(ids).doesNotHaveDuplicates();
  }
}
