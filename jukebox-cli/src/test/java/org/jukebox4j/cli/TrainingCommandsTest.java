package org.jukebox4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jukebox4j.core.audio.SampleRate;
import org.jukebox4j.core.audio.WavWriter;
import org.jukebox4j.core.audio.Waveform;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that train, as a user types them. */
final class TrainingCommandsTest {
  private static final int RATE = 11_025;

  @TempDir private Path folder;

  private Path recordings;
  private Path run;

  @BeforeEach
  void songs() throws IOException {
    recordings = Files.createDirectories(folder.resolve("songs"));
    run = folder.resolve("run");
    StringBuilder lines = new StringBuilder();
    for (int song = 0; song < 3; song++) {
      float[] samples = new float[4 * RATE];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (float) (0.3 * Math.sin(2 * Math.PI * (200 + 60 * song) * i / RATE));
      }
      String name = "song" + song + ".wav";
      WavWriter.write(recordings.resolve(name), Waveform.mono(samples, new SampleRate(RATE)));
      lines.append(
          "{\"file\": \"%s\", \"artist\": \"flute\", \"genre\": \"air\"}%n".formatted(name));
    }
    Files.writeString(recordings.resolve("metadata.jsonl"), lines);
  }

  private Run trainCodec(String... more) {
    Object[] command = {
      "train-vqvae",
      recordings,
      run,
      "--preset",
      "tiny",
      "--lyrics",
      "none",
      "--samples",
      "2048",
      "--batch",
      "1",
      "--unquantised-steps",
      "1",
      "--decay",
      "none",
      "--evaluate-every",
      "2"
    };
    Object[] all = new Object[command.length + more.length];
    System.arraycopy(command, 0, all, 0, command.length);
    System.arraycopy(more, 0, all, command.length, more.length);
    return Run.of(all);
  }

  @Test
  void aCodecIsTrainedWithCurvesAndSoundAndGoesOnWithTheSameCommand() throws IOException {
    Run first = trainCodec("--steps", "2");

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.out()).contains("vqvae.safetensors: weights");
    assertThat(first.err())
        .contains("2 recordings to learn from, 1 kept apart")
        .contains("after step 2, on what was kept apart: loss ");
    Path training = run.resolve("training").resolve("vqvae");
    for (String file :
        new String[] {
          "loss.png", "entropy.png", "spectral_convergence.png", "recording.wav",
          "reconstruction_top.wav", "reconstruction_top.png", "settings.json", "metrics.jsonl"
        }) {
      assertThat(training.resolve(file)).isNotEmptyFile();
    }
    assertThat(Files.readString(run.resolve("model.json"))).contains("\"flute\"", "\"air\"");

    Run again = trainCodec("--steps", "3");
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.err()).contains("going on after step 2 of 3");
  }

  @Test
  void aDecoderIsMadeDeeperAndTrainedAlone() throws IOException {
    trainCodec("--steps", "2");
    Files.move(run.resolve("training").resolve("vqvae"), folder.resolve("earlier"));
    String[] more = {"--decoders-only", "--level", "middle", "--decoder-depth", "3", "--steps"};
    Run first = trainCodec(append(more, "1"));

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(Files.readString(run.resolve("model.json"))).contains("\"decoderDepth\": 3");
    Run again = trainCodec(append(more, "2"));
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.err()).contains("going on after step 1 of 2");

    Run alone = trainCodec("--level", "middle");
    assertThat(alone.exitCode()).isEqualTo(2);
    assertThat(alone.complaints()).last().asString().contains("--level needs --decoders-only");
  }

  private static String[] append(String[] options, String last) {
    String[] all = Arrays.copyOf(options, options.length + 1);
    all[options.length] = last;
    return all;
  }

  @Test
  void aRunThatIsGoneOnWithOtherSettingsIsRefusedInOneLine() {
    trainCodec("--steps", "1");
    Run other = trainCodec("--steps", "2", "--restart", "never");

    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.complaints()).last().asString().contains("begin a run in another folder");
  }

  @Test
  void aTopPriorHasNoLevelAboveToMishear() {
    trainCodec("--steps", "1");
    Run top =
        Run.of("train-prior", "--level", "top", "--upper-code-dropout", ".2", recordings, run);

    assertThat(top.exitCode()).isEqualTo(2);
    assertThat(top.err())
        .contains("--upper-code-dropout is for levels below the top, but --level is top");
  }

  @Test
  void whatCannotBeTrainedIsRefusedWithTheRemedy() throws IOException {
    Run nothing = Run.of("train-vqvae", folder.resolve("nowhere"), run);
    assertThat(nothing.exitCode()).isEqualTo(2);
    assertThat(nothing.err()).contains("this is nothing; a data set is a folder of recordings");

    Run early = Run.of("train-prior", "--level", "top", recordings, run);
    assertThat(early.exitCode()).isEqualTo(2);
    assertThat(early.err()).contains("a model is a folder");

    Files.writeString(recordings.resolve("metadata.jsonl"), "{\"file\": 5}");
    Run mistake = Run.of("train-vqvae", recordings, run);
    assertThat(mistake.exitCode()).isEqualTo(2);
    assertThat(mistake.err()).contains("metadata.jsonl, line 1: file must be a text");
  }

  @Test
  void evaluateNeedsBothFoldersOrNone() {
    Run half = Run.of("evaluate", recordings);

    assertThat(half.exitCode()).isEqualTo(2);
    assertThat(half.err()).contains("evaluate needs RECORDINGS and RUN, or neither and --model");
  }
}
