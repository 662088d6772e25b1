package org.jukebox4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jukebox4j.Jukebox;
import org.jukebox4j.core.audio.SampleRate;
import org.jukebox4j.core.audio.WavReader;
import org.jukebox4j.core.audio.WavWriter;
import org.jukebox4j.core.audio.Waveform;
import org.jukebox4j.sampling.model.ModelFolderWriter;
import org.jukebox4j.sampling.model.ModelSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user may get wrong: each gives one line that says what to change, or a fair result. */
final class BadInputTest {
  @TempDir private Path folder;

  @Test
  void aStereoPromptAt8KilohertzIsMixedAndResampled() {
    Path prompt = recording(8000, 2, 24_000);

    Run run = sample("--prompt", prompt, "--seconds", 4);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(WavReader.read(folder.resolve("out.wav")).seconds()).isEqualTo(4.0);
  }

  @Test
  void aPromptOfATenthOfASecondIsEnough() {
    Run run = sample("--prompt", recording(44_100, 1, 4410), "--seconds", 2);

    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  @Test
  void aPromptShorterThanOneCodeIsRefusedWithTheShortestLength() {
    assertRefused(
        sample("--prompt", recording(44_100, 1, 220), "--seconds", 2),
        "at least one code of the top level long, 0.01161 s, but was 0.00499 s");
  }

  @Test
  void numbersThatWeightsCannotBeHeldInAreRefused() {
    assertRefused(
        sample("--precision", "int4", "--seconds", 2),
        "--precision must be float32 or int8, but was int4");
  }

  @Test
  void moreOfAPromptThanThereIsIsRefused() {
    assertRefused(
        sample("--prompt", recording(8000, 1, 8000), "--prompt-seconds", 10, "--seconds", 4),
        "at most the 1.000 s of the recording, but was 10.000 s");
  }

  @Test
  void aPromptLongerThanTheMusicIsRefused() {
    assertRefused(
        sample("--prompt", recording(8000, 1, 24_000), "--seconds", 2),
        "duration must be longer than the prompt of 3 s, but was 2 s");
  }

  @Test
  void aMissingPromptIsRefused() {
    assertRefused(
        sample("--prompt", folder.resolve("no.wav"), "--seconds", 2), "no.wav", "no such file");
  }

  @Test
  void aTextFileAsPromptIsRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("prompt.wav"), "not a recording at all");

    assertRefused(sample("--prompt", text, "--seconds", 2), "prompt.wav", "neither a WAV file");
  }

  @Test
  void aPromptLengthWithoutPromptIsRefused() {
    assertRefused(sample("--prompt-seconds", 2), "--prompt-seconds", "--prompt");
  }

  @Test
  void durationsThatAreNoneAreRefused() {
    assertThat(sample("--seconds", -3).complaints())
        .containsExactly(
            "jukebox: Invalid value for option '--seconds': must be a number of seconds between 0"
                + " and 86400, but was -3",
            "Try 'jukebox sample --help'.");
    assertThat(sample("--seconds", "ten").err()).contains("'ten' is not a number of seconds");
    assertThat(sample("--seconds", "NaN").err()).contains("between 0 and 86400, but was NaN");
    assertRefused(sample("--seconds", 0), "duration must be greater than 0 s");
    assertRefused(sample("--seconds", 700), "duration must be between 1 s and 600 s");
  }

  @Test
  void lyricsInChineseAreReadInLatinLetters() {
    Run run = sample("--lyrics", "\u4f60\u597d\u4e16\u754c", "--seconds", 1);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("The lyrics are read as: Ni Hao Shi Jie");
  }

  @Test
  void lyricsOfWhichNothingCanBeReadAreRefused() {
    assertRefused(
        sample("--lyrics", "\ud83c\udfb5\ud83c\udfb6", "--seconds", 1),
        "lyrics must have letters or digits that this model knows");
  }

  @Test
  void emptyLyricsMakeAnInstrumentalPiece() {
    assertThat(sample("--lyrics", "", "--seconds", 1).exitCode()).isZero();
  }

  @Test
  void anEmptyArtistIsRefused() {
    assertRefused(sample("--artist", "", "--seconds", 1), "artist must not be empty", "unknown");
  }

  @Test
  void lyricsAsTextAndAsFileExcludeEachOther() {
    Run run = sample("--lyrics", "la", "--lyrics-file", "la.txt");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("mutually exclusive").doesNotContain("Error:");
  }

  @Test
  void aLyricsFileThatIsNoTextIsRefused() throws IOException {
    Path binary = Files.write(folder.resolve("lyrics"), new byte[] {(byte) 0xff, 0, 1});

    assertRefused(sample("--lyrics-file", binary), "not a UTF-8 text file");
    assertRefused(sample("--lyrics-file", folder.resolve("none.txt")), "none.txt does not exist");
  }

  @Test
  void anUnknownGenreOfATrainedModelIsAnsweredWithTheNearestOnes() throws IOException {
    Path model = modelThatSaysItIsTrained();

    assertRefused(
        sample("--model", model, "--genre", "walz", "--seconds", 2),
        "genre must be one of the 9 that this model knows, but was \"walz\"",
        "did you mean \"waltz\"?");
    assertRefused(
        sample("--model", model, "--artist", "Brasss", "--seconds", 2), "did you mean \"brass\"?");
    assertThat(sample("--model", model, "--genre", "waltz", "--seconds", 1).exitCode()).isZero();
  }

  @Test
  void aDirectoryWithHalfAModelIsRefusedNamingWhatIsMissing() throws IOException {
    Path model = modelThatSaysItIsTrained();
    Files.delete(model.resolve("prior_level_2.safetensors"));

    assertRefused(sample("--model", model, "--seconds", 2), "missing", "prior_level_2.safetensors");
  }

  @Test
  void aDirectoryThatIsNoModelIsRefused() {
    assertRefused(sample("--model", folder), "has no model.json");
    assertRefused(sample("--model", folder.resolve("none")), "none does not exist");
    assertRefused(sample("--model", "5b"), "needs --weights DIR", "non-commercial");
    assertRefused(sample("--model", "5b", "--weights", folder), "missing are 5b/vqvae.pth.tar");
  }

  @Test
  void anOutputThatCannotBeWrittenIsRefusedBeforeAnyWork() {
    Path nowhere = folder.resolve("none").resolve("song.wav");

    assertRefused(
        Run.untrained("sample", "--out", nowhere), "--out cannot be written", "does not exist");
    assertRefused(
        Run.untrained("sample", "--out", folder), "--out must be a file", "is a directory");
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertRefused(sample("--samples", 0), "samples must be at least 1, but was 0");
    assertRefused(sample("--temperature", 0, "--seconds", 1), "temperature must be");
    assertRefused(sample("--top-k", 5, "--top-p", 0.9, "--seconds", 1), "exclude each other");
    assertRefused(sample("--lowest-level", "bass"), "must be top, middle or bottom");
    assertThat(sample("--seed", "abc").err()).contains("'--seed'", "'abc'");
  }

  @Test
  void filesThatAreNoCodesAreRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "hello there");

    assertRefused(Run.untrained("resume", text), "notes.txt");
    assertRefused(Run.untrained("resume", folder.resolve("none.jukebox")), "none.jukebox");
    assertRefused(Run.untrained("decode", text, "--out", folder.resolve("a.wav")), "notes.txt");
    assertRefused(Run.untrained("continue", text, "--out", folder.resolve("a.wav")), "notes.txt");
    assertRefused(Run.untrained("encode", text, "--out", folder.resolve("a")), "notes.txt");
  }

  @Test
  void codesOfAnotherModelAreRefused() {
    Path codes = folder.resolve("codes.safetensors");
    Run.untrained("encode", recording(44_100, 1, 44_100), "--out", codes);
    assertThat(CodesFile.describe(CodesFile.read(codes, fingerprint()))).contains("top");

    assertThat(catchThrowable(() -> CodesFile.read(codes, "other")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Codes mean nothing to another model");
  }

  private static String fingerprint() {
    try (Jukebox jukebox = Jukebox.load(ModelSource.untrained(0))) {
      return jukebox.model().fingerprint();
    }
  }

  private Run sample(Object... options) {
    List<Object> arguments = new ArrayList<>(List.of("sample", "--out", folder.resolve("out.wav")));
    arguments.addAll(Arrays.asList(options));
    boolean named = arguments.contains("--model");
    return named ? Run.of(arguments.toArray()) : Run.untrained(arguments.toArray());
  }

  private Path recording(int rate, int channels, int samples) {
    float[][] tones = new float[channels][samples];
    for (int i = 0; i < samples; i++) {
      for (float[] tone : tones) {
        tone[i] = (float) (0.3 * Math.sin(i * 0.1));
      }
    }
    Path file = folder.resolve("prompt-" + rate + "-" + samples + ".wav");
    WavWriter.write(file, new Waveform(tones, new SampleRate(rate)));
    return file;
  }

  private Path modelThatSaysItIsTrained() throws IOException {
    Path model = Files.createDirectories(folder.resolve("model"));
    try (Jukebox jukebox = Jukebox.load(ModelSource.untrained(0))) {
      ModelFolderWriter.write(jukebox.model(), model);
    }
    Path description = model.resolve("model.json");
    Files.writeString(
        description, Files.readString(description).replace("\"untrained\"", "\"trained\""));
    return model;
  }

  private static void assertRefused(Run run, String... parts) {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
    assertThat(run.complaints()).singleElement().asString().startsWith("jukebox: ").contains(parts);
    assertThat(run.out()).isEmpty();
  }
}
