package org.jukebox4j.cli.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jukebox4j.prior.label.Labels;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, without a screen and without a network. */
@Tag("browser")
final class SongPageInBrowserTest {
  private static final List<String> OPTIONS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--virtual-time-budget=3000");

  private static Optional<Path> browser = Optional.empty();

  @TempDir private Path folder;

  @BeforeAll
  static void findABrowser() {
    browser =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .flatMap(
                place -> Stream.of("chromium", "chromium-browser").map(Path.of(place)::resolve))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(browser.isPresent(), "there is no chromium on the PATH; install it to run this");
  }

  @Test
  void theWordThatIsSungLightsUp() throws Exception {
    String page = open(ExampleSong.of("la, my song"), "t=5.5");

    assertThat(attribute(page, "data-time")).isEqualTo("5.50");
    assertThat(attribute(page, "data-word")).isEqualTo("1");
    assertThat(words(page, "word lit")).containsExactly("my");
    assertThat(words(page, "word sung")).containsExactly("la,");
    assertThat(words(page, "word")).containsExactly("song");
    assertThat(glowing(page)).containsExactly("y");
    assertThat(page).contains("<span class=\"now\">0:05.5</span>", "left: 50%");
    assertThat(page).contains("aria-valuetext=\"5.5 of 11.0 seconds\"");
  }

  @Test
  void theBrowserReadsTheAudio() throws Exception {
    String page = open(ExampleSong.of("la la"), "");

    assertThat(attribute(page, "data-loaded")).isEqualTo("5.00");
    assertThat(page).contains("<a class=\"save\" download=\"song.wav\" href=\"blob:");
    assertThat(attribute(page, "data-time")).isEqualTo("0.00");
  }

  @Test
  void ofSeveralSamplesTheAddressNamesOne() throws Exception {
    String page =
        open(new ExampleSong(new Labels("unknown", "unknown", "oh yes"), 2), "song=2&t=4");

    assertThat(attributes(page, "data-time")).containsExactly("0.00", "4.00");
    assertThat(words(page, "word lit")).containsExactly("oh", "yes");
  }

  @Test
  void hostileLyricsRunNothing() throws Exception {
    String attack =
        "<img src=x onerror=document.body.id='hit'></span></p><script>document.body.id='hit'</script>";
    String page = open(new ExampleSong(new Labels(attack, attack, attack), 1), "t=1");

    assertThat(page).doesNotContain("id=\"hit\"").contains("<body>");
    assertThat(attribute(page, "data-time")).isEqualTo("1.00");
  }

  private String open(ExampleSong song, String place) throws IOException, InterruptedException {
    Path file = song.page().write(folder);
    List<String> command = new ArrayList<>();
    command.add(browser.orElseThrow().toString());
    command.addAll(OPTIONS);
    command.add("--user-data-dir=" + folder.resolve("profile"));
    command.add("--dump-dom");
    command.add(file.toUri() + "#" + place);
    Path seen = folder.resolve("seen.html");
    Path said = folder.resolve("said.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(seen.toFile())
            .redirectError(said.toFile())
            .start();
    try {
      assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("the browser ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    String page = Files.readString(seen);
    assertThat(page).as(Files.readString(said)).contains("class=\"song card ready\"");
    return page;
  }

  private static String attribute(String page, String name) {
    return attributes(page, name).get(0);
  }

  private static List<String> attributes(String page, String name) {
    return found(page, " " + name + "=\"([^\"]*)\"");
  }

  private static List<String> words(String page, String classes) {
    return found(page, "<span class=\"" + classes + "\"[^>]*>(.*?)</span>").stream()
        .map(word -> word.replaceAll("<[^>]*>", ""))
        .toList();
  }

  private static List<String> glowing(String page) {
    return found(page, "<i style=\"background-color: [^\"]+\">(.)</i>");
  }

  private static List<String> found(String page, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(page);
    return matcher.results().map(result -> result.group(1)).toList();
  }
}
