package org.jukebox4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.sampling.state.HierarchyCodes;
import org.jukebox4j.sampling.state.SamplingState;
import org.jukebox4j.sampling.state.SamplingStateFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Pages of songs that the model with random weights made. */
final class PageTest {
  private static final String LYRICS = "-it's \"so\" <low>\nla $HOME `la` \\ la";

  @TempDir private Path folder;

  @EnabledOnOs({OS.LINUX, OS.MAC})
  @Test
  void theCommandOnThePageMakesTheSameMusic() throws Exception {
    Path words = Files.writeString(folder.resolve("words.txt"), LYRICS);
    Path first = folder.resolve("a.wav");
    Run run =
        Run.untrained(
            "sample",
            "--lyrics-file",
            words,
            "--genre",
            "waltz",
            "--seconds",
            "0.7",
            "--seed",
            11,
            "--temperature",
            "0.9",
            "--top-k",
            40,
            "--offset-seconds",
            2,
            "--total-seconds",
            30,
            "--out",
            first,
            "--page",
            folder.resolve("page"));
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("index.html: the song as a page, open it in a browser");

    List<String> again = wordsOfTheShell(command(folder.resolve("page")));

    assertThat(again)
        .containsExactly(
            "jukebox",
            "sample",
            "--model",
            "untrained",
            "--lyrics=" + LYRICS,
            "--genre",
            "waltz",
            "--seconds",
            "0.7",
            "--total-seconds",
            "30",
            "--offset-seconds",
            "2",
            "--seed",
            "11",
            "--temperature",
            "0.9",
            "--top-k",
            "40");
    Path second = folder.resolve("b.wav");
    List<Object> arguments = new ArrayList<>(again.subList(1, again.size()));
    arguments.addAll(List.of("--out", second));
    assertThat(Run.of(arguments.toArray()).exitCode()).isZero();
    assertThat(second).hasSameBinaryContentAs(first);
  }

  @Test
  void aPageOfASavedSongIsThePageOfTheSong() throws IOException {
    Path out = folder.resolve("song.wav");
    Path codes = folder.resolve("song.jukebox");
    Run sampled =
        Run.untrained(
            "sample",
            "--lyrics",
            "la la",
            "--seconds",
            1,
            "--samples",
            2,
            "--lowest-level",
            "top",
            "--out",
            out,
            "--page",
            folder.resolve("sampled"));
    assertThat(sampled.exitCode()).as(sampled.err()).isZero();

    Run page = Run.untrained("page", codes, "--out", folder.resolve("saved"));
    Run resumed = Run.untrained("resume", codes, "--page", folder.resolve("resumed"));

    assertThat(page.exitCode()).as(page.err()).isZero();
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    Path first = folder.resolve("sampled/index.html");
    assertThat(folder.resolve("saved/index.html")).hasSameTextualContentAs(first);
    assertThat(folder.resolve("resumed/index.html")).hasSameTextualContentAs(first);
    assertThat(command(folder.resolve("saved")))
        .isEqualTo(
            "jukebox sample --model untrained --lyrics 'la la' --seconds 1 --seed 0 --samples 2 --lowest-level top");
    assertThat(Files.readString(first)).contains("Sample 2 of 2", "class=\"lyrics\"");
  }

  @Test
  void whatASongGoesOnFromStaysInItsCommand() throws IOException {
    Path codes = folder.resolve("song.jukebox");
    Run.untrained(
        "sample", "--seconds", 1, "--lowest-level", "top", "--out", folder.resolve("song.wav"));

    Run longer =
        Run.untrained(
            "continue",
            codes,
            "--seconds",
            2,
            "--lowest-level",
            "top",
            "--out",
            folder.resolve("longer.wav"),
            "--page",
            folder.resolve("page"));
    assertThat(longer.exitCode()).as(longer.err()).isZero();
    Run saved =
        Run.untrained("page", folder.resolve("longer.jukebox"), "--out", folder.resolve("saved"));

    assertThat(saved.exitCode()).as(saved.err()).isZero();
    assertThat(command(folder.resolve("page")))
        .isEqualTo(
            "jukebox continue "
                + RepeatingCommand.quoted(codes.toString())
                + " --model untrained --seconds 2 --seed 0 --lowest-level top");
    assertThat(Files.readString(folder.resolve("page/index.html")))
        .contains("<dt>Started from</dt><dd>87 top codes</dd>");
    assertThat(command(folder.resolve("saved")))
        .isEqualTo(
            "jukebox resume "
                + RepeatingCommand.quoted(folder.resolve("longer.jukebox").toString())
                + " --model untrained");
  }

  @Test
  void aSongThatNeedsNoMoreCodesHasAStateAndAPageToo() throws IOException {
    Path codes = folder.resolve("song.jukebox");
    Run.untrained(
        "sample", "--seconds", 1, "--lowest-level", "top", "--out", folder.resolve("song.wav"));

    Run same =
        Run.untrained(
            "upsample",
            codes,
            "--seconds",
            1,
            "--lowest-level",
            "top",
            "--out",
            folder.resolve("same.wav"),
            "--page",
            folder.resolve("page"));

    assertThat(same.exitCode()).as(same.err()).isZero();
    assertThat(folder.resolve("same.jukebox")).exists();
    assertThat(folder.resolve("same.wav")).hasSameBinaryContentAs(folder.resolve("song.wav"));
    assertThat(Files.readString(folder.resolve("page/index.html")))
        .contains("<dt>Started from</dt><dd>87 top codes</dd>");
  }

  @Test
  void anUnfinishedSongAndAStateOfNothingHaveNoPage() throws IOException {
    Path codes = folder.resolve("song.jukebox");
    Run.untrained(
        "sample", "--seconds", 1, "--lowest-level", "top", "--out", folder.resolve("song.wav"));
    SamplingState whole = SamplingStateFile.read(codes);
    int[] start = Arrays.copyOf(whole.codes().at(Level.TOP).get(0), 0);
    SamplingStateFile.write(
        codes,
        new SamplingState(
            whole.request(),
            whole.fingerprint(),
            Map.of(),
            new HierarchyCodes(Map.of(Level.TOP, List.of(start)))));

    Run unfinished = Run.untrained("page", codes, "--out", folder.resolve("page"));
    Run missing = Run.untrained("page", folder.resolve("x"), "--out", folder.resolve("page"));

    assertThat(unfinished.exitCode()).isEqualTo(2);
    assertThat(unfinished.complaints())
        .singleElement()
        .asString()
        .contains("0 of 87 top codes are there. Go on with 'jukebox resume " + codes);
    assertThat(missing.exitCode()).isEqualTo(2);
    assertThat(missing.err()).contains(folder.resolve("x").toString());
  }

  @Test
  void aPageThatCannotBeWrittenIsRefusedBeforeTheWork() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    Run onFile = Run.untrained("sample", "--out", folder.resolve("a.wav"), "--page", file);
    Run deep =
        Run.untrained("sample", "--out", folder.resolve("a.wav"), "--page", folder.resolve("x/y"));

    assertThat(onFile.exitCode()).isEqualTo(2);
    assertThat(onFile.complaints())
        .containsExactly(
            "jukebox: --page must be a directory, but " + file + " is a file. Name another place.");
    assertThat(deep.exitCode()).isEqualTo(2);
    assertThat(deep.err()).contains("--page cannot be made: the directory");
    assertThat(folder.resolve("a.wav")).doesNotExist();
  }

  @Test
  void aWordIsQuotedForTheShellWhereItHasToBe() {
    assertThat(RepeatingCommand.quoted("song-1.wav")).isEqualTo("song-1.wav");
    assertThat(RepeatingCommand.quoted("")).isEqualTo("''");
    assertThat(RepeatingCommand.quoted("it's; rm *")).isEqualTo("'it'\\''s; rm *'");
    assertThat(RepeatingCommand.quoted("~/x")).isEqualTo("'~/x'");
  }

  private static String command(Path folder) throws IOException {
    String html = Files.readString(folder.resolve("index.html"));
    Matcher code = Pattern.compile("<code>(jukebox .*?)</code>", Pattern.DOTALL).matcher(html);
    assertThat(code.find()).isTrue();
    return code.group(1)
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  /** The words of a command as a shell reads it. */
  private static List<String> wordsOfTheShell(String command)
      throws IOException, InterruptedException {
    Process shell =
        new ProcessBuilder("sh", "-c", "jukebox() { printf '%s\\0' jukebox \"$@\"; }\n" + command)
            .start();
    String words = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).isZero();
    return Arrays.asList(words.split("\0"));
  }
}
