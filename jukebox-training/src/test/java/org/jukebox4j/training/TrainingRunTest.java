package org.jukebox4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jukebox4j.Jukebox;
import org.jukebox4j.core.audio.SampleFormat;
import org.jukebox4j.core.audio.WavWriter;
import org.jukebox4j.core.audio.Waveform;
import org.jukebox4j.core.dataset.Dataset;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.run.MetricsLog;
import org.jukebox4j.core.run.RunEnd;
import org.jukebox4j.core.run.RunException;
import org.jukebox4j.sampling.SampleRequest;
import org.jukebox4j.sampling.Song;
import org.jukebox4j.sampling.model.ModelException;
import org.jukebox4j.sampling.model.ModelPart;
import org.jukebox4j.sampling.model.ModelSource;
import org.jukebox4j.vqvae.training.TrainedParts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a folder of recordings to a model that plays. */
final class TrainingRunTest {
  private static final ModelPreset PRESET = ModelPreset.TINY;
  private static final int HERTZ = PRESET.sampleRate().hertz();

  @TempDir private Path folder;

  private final List<String> skipped = new ArrayList<>();
  private final Set<Level> heard = EnumSet.noneOf(Level.class);

  private final TrainingObserver observer =
      new TrainingObserver() {
        @Override
        public void onSkipped(String song, String reason) {
          skipped.add(song + ": " + reason);
        }

        @Override
        public void onReconstruction(long step, Reconstruction reconstruction) {
          assertThat(reconstruction.output().seconds())
              .isEqualTo(reconstruction.recording().seconds());
          heard.add(reconstruction.level());
        }

        @Override
        public void onListeningSample(long step, Level level, Waveform sample) {
          heard.add(level);
        }
      };

  @BeforeEach
  void recordings() throws IOException {
    Path recordings = Files.createDirectories(folder.resolve("recordings"));
    StringBuilder metadata = new StringBuilder();
    for (int song = 0; song < 5; song++) {
      WavWriter.write(
          recordings.resolve("song" + song + ".wav"), melody(song, 5), SampleFormat.PCM16);
      metadata.append(
          "{\"file\": \"song%d.wav\", \"artist\": \"%s\", \"genre\": \"%s\", \"lyrics\": \"la mi so\"}\n"
              .formatted(
                  song, song % 2 == 0 ? "Flute" : "Horn", song < 2 ? "waltz" : "slow march"));
    }
    WavWriter.write(recordings.resolve("short.wav"), melody(9, 1), SampleFormat.PCM16);
    WavWriter.write(
        recordings.resolve("silence.wav"),
        Waveform.mono(new float[5 * HERTZ], PRESET.sampleRate()),
        SampleFormat.PCM16);
    Files.writeString(recordings.resolve("broken.wav"), "RIFF and then nothing");
    for (String file : List.of("short.wav", "silence.wav", "broken.wav", "missing.wav")) {
      metadata.append("{\"file\": \"%s\", \"artist\": \"flute\"}\n".formatted(file));
    }
    Files.write(
        recordings.resolve("metadata.jsonl"), metadata.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static Waveform melody(int song, int seconds) {
    float[] samples = new float[seconds * HERTZ];
    for (int i = 0; i < samples.length; i++) {
      double pitch = 220 * Math.pow(2, ((song * 7 + i / 2000 * 5) % 12) / 12.0);
      samples[i] = (float) (0.3 * Math.sin(2 * Math.PI * pitch * i / HERTZ));
    }
    return Waveform.mono(samples, PRESET.sampleRate());
  }

  private Path data() {
    return folder.resolve("recordings");
  }

  private RunDirectory described(ModelPreset.Lyrics lyrics) {
    RunDirectory run = new RunDirectory(folder.resolve("run-" + lyrics));
    Dataset dataset = Dataset.open(data(), run.recordings(), PRESET.sampleRate(), observer);
    run.describe(PRESET.describe("test", dataset, lyrics));
    return run;
  }

  private static TrainingSettings few(TrainingSettings usual, long steps, int items) {
    return new TrainingSettings(
        steps,
        items,
        usual.step(),
        new TrainingSettings.Pace(2, steps, 1),
        new TrainingSettings.DataChoice(0.2, 1, 5));
  }

  private static VqVaeTrainingSettings codecSettings(long steps) {
    VqVaeTrainingSettings usual = VqVaeTrainingSettings.SMALL_BATCHES;
    return new VqVaeTrainingSettings(
        few(usual.training(), steps, 2), 4096, 2, usual.codebooks(), usual.losses(), usual.parts());
  }

  private static PriorTrainingSettings priorSettings(long steps) {
    PriorTrainingSettings usual = PriorTrainingSettings.SMALL_BATCHES;
    return new PriorTrainingSettings(
        few(usual.training(), steps, 1), usual.initialisation(), usual.lyrics(), usual.windows());
  }

  private RunDirectory trainedCodec(ModelPreset.Lyrics lyrics) {
    RunDirectory run = described(lyrics);
    RunEnd end = new VqVaeTraining(run, codecSettings(4), observer).run(data(), () -> false);
    assertThat(end).isEqualTo(RunEnd.COMPLETE);
    return run;
  }

  @Test
  void aRunWithAnotherSeedKeepsTheSameRecordingsApart() {
    RunDirectory run = described(ModelPreset.Lyrics.NONE);
    TrainingSettings.DataChoice one = new TrainingSettings.DataChoice(0.4, 1, 1);
    TrainingSettings.DataChoice two = new TrainingSettings.DataChoice(0.4, 1, 2);

    ChosenRecordings first = ChosenRecordings.open(run, data(), one, observer);

    assertThat(first.split().validation()).hasSize(2);
    assertThat(ChosenRecordings.open(run, data(), two, observer).split()).isEqualTo(first.split());
  }

  @Test
  void aFolderOfRecordingsBecomesAModelThatPlays() {
    RunDirectory run = trainedCodec(ModelPreset.Lyrics.SEPARATE);
    assertThat(heard).containsExactlyInAnyOrder(Level.BOTTOM, Level.MIDDLE, Level.TOP);
    assertThat(new DatasetEncoding(run, observer).encode(data())).isEqualTo(6);
    for (Level level : Level.values()) {
      heard.clear();
      RunEnd end =
          new PriorTraining(run, level, priorSettings(2), observer).run(data(), () -> false);
      assertThat(end).isEqualTo(RunEnd.COMPLETE);
      assertThat(heard).containsExactly(level);
    }

    try (Jukebox jukebox = Jukebox.load(ModelSource.directory(run.folder()))) {
      assertThat(jukebox.description().names().orElseThrow().artists())
          .containsExactly("Flute", "Horn");
      assertThat(jukebox.description().names().orElseThrow().genres())
          .containsExactly("slow march", "waltz");
      Song song =
          jukebox.sample(
              SampleRequest.builder()
                  .artist("horn")
                  .genre("slow march")
                  .lyrics("la la")
                  .duration(Duration.ofMillis(3200))
                  .seed(1)
                  .build());
      assertThat(song.waveform().seconds()).isCloseTo(3.2, within(0.02));
    }
    Map<String, Map<String, Double>> measures =
        new ModelEvaluation(run, codecSettings(4).training(), observer).evaluate(data());
    assertThat(measures.keySet())
        .containsExactly("vqvae", "prior_level_0", "prior_level_1", "prior_level_2");
    assertThat(measures.get("vqvae").get("codes_used_bottom")).isBetween(1 / 128.0, 1.0);
    assertThat(measures.get("prior_level_0").get("bits_per_code")).isCloseTo(7, within(0.5));
    Map<String, Double> top = measures.get("prior_level_2");
    double exact = top.get("bits_per_code");
    assertThat(top.get("float32_bits_per_code_decoding")).isCloseTo(exact, within(1e-3));
    assertThat(top.get("int8_bits_per_code_decoding"))
        .isNotEqualTo(top.get("float32_bits_per_code_decoding"))
        .isCloseTo(exact, within(0.05));
    assertThat(top.get("int8_same_likeliest_code")).isBetween(0.7, 1.0);
  }

  @Test
  void recordingsThatCannotBeUsedAreNamedAndLeftOut() {
    RunDirectory run = trainedCodec(ModelPreset.Lyrics.NONE);
    new PriorTraining(run, Level.TOP, priorSettings(1), observer).run(data(), () -> false);

    assertThat(skipped)
        .anyMatch(line -> line.startsWith("silence.wav: ") && line.contains("silen"));
    assertThat(skipped).anyMatch(line -> line.startsWith("broken.wav: "));
    assertThat(skipped).anyMatch(line -> line.startsWith("missing.wav: "));
    assertThat(skipped)
        .anyMatch(line -> line.startsWith("short.wav: ") && line.contains("2.97 s of a window"));
  }

  @Test
  void aTrainingThatIsStoppedGoesOnToTheSameWeights() throws IOException {
    RunDirectory whole = trainedCodec(ModelPreset.Lyrics.NONE);
    RunDirectory stopped = new RunDirectory(folder.resolve("stopped"));
    stopped.describe(whole.description());
    int[] asked = {0};
    VqVaeTraining training = new VqVaeTraining(stopped, codecSettings(4), observer);
    assertThat(training.run(data(), () -> asked[0]++ == 3)).isEqualTo(RunEnd.STOPPED);

    VqVaeTrainingSettings begun = VqVaeTraining.begunWith(stopped).orElseThrow();
    assertThat(new VqVaeTraining(stopped, begun, observer).run(data(), () -> false))
        .isEqualTo(RunEnd.COMPLETE);

    assertThat(Files.readAllBytes(stopped.part(ModelPart.CODEC).weights()))
        .isEqualTo(Files.readAllBytes(whole.part(ModelPart.CODEC).weights()));
  }

  @Test
  void aTrainingGoesOnLongerIfItsRateDoesNotDependOnItsLength() {
    RunDirectory run = described(ModelPreset.Lyrics.NONE);
    VqVaeTrainingSettings linear = codecSettings(2);
    StepSettings step = linear.training().step();
    StepSettings constant =
        new StepSettings(
            step.learningRate(),
            step.warmUp(),
            StepSettings.Decay.NONE,
            step.weightDecay(),
            step.weightDecayForm(),
            step.clip(),
            step.averageDecay());
    TrainingSettings two =
        new TrainingSettings(2, 2, constant, linear.training().pace(), linear.training().data());
    new VqVaeTraining(run, linear.withTraining(two), observer).run(data(), () -> false);

    VqVaeTrainingSettings begun = VqVaeTraining.begunWith(run).orElseThrow();
    VqVaeTrainingSettings three = begun.withTraining(begun.training().withSteps(3));
    new VqVaeTraining(run, three, observer).run(data(), () -> false);
    assertThat(MetricsLog.read(run.part(ModelPart.CODEC).metrics()))
        .extracting(MetricsLog.Line::step)
        .contains(3L);

    VqVaeTrainingSettings otherSeed =
        begun.withTraining(
            new TrainingSettings(
                3, 2, constant, two.pace(), new TrainingSettings.DataChoice(0.2, 1, 6)));
    VqVaeTraining other = new VqVaeTraining(run, otherSeed, observer);
    assertThatThrownBy(() -> other.run(data(), () -> false))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("begin a run in another folder");
    assertThat(VqVaeTraining.begunWith(run)).as("what is left of the run").contains(three);
  }

  @Test
  void aRateMayBeginToFallLaterButNotBeforeTheStepsThatAreMade() {
    RunDirectory run = described(ModelPreset.Lyrics.NONE);
    TrainingSettings linear = codecSettings(3).training();
    TrainingSettings constant = linear.withStep(linear.step().withDecay(StepSettings.Decay.NONE));
    new VqVaeTraining(run, codecSettings(3).withTraining(constant), observer)
        .run(data(), () -> false);
    VqVaeTrainingSettings begun = VqVaeTraining.begunWith(run).orElseThrow();

    VqVaeTraining fallen =
        new VqVaeTraining(run, begun.withTraining(linear.withSteps(2)), observer);
    assertThatThrownBy(() -> fallen.run(data(), () -> false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("decay linear over 2 steps gives step 2 the learning rate 0.0")
        .hasMessageContaining("after the 3 steps that are made");
    assertThat(VqVaeTraining.begunWith(run)).contains(begun);

    new VqVaeTraining(run, begun.withTraining(linear.withSteps(5)), observer)
        .run(data(), () -> false);
    assertThat(rates(run)).hasSize(5);
    assertThat(rates(run).subList(1, 3)).allMatch(rate -> rate > 0);
    assertThat(rates(run).get(4)).isCloseTo(rates(run).get(3) * 4 / 3 / 2, within(1e-9));
  }

  private static List<Double> rates(RunDirectory run) {
    return MetricsLog.read(run.part(ModelPart.CODEC).metrics()).stream()
        .map(line -> line.metrics().get("learning_rate"))
        .filter(Objects::nonNull)
        .toList();
  }

  @Test
  void aPriorNeedsATrainedCodec() {
    RunDirectory run = described(ModelPreset.Lyrics.NONE);
    PriorTraining training = new PriorTraining(run, Level.TOP, priorSettings(1), observer);

    assertThatThrownBy(() -> training.run(data(), () -> false))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("train it first (train-vqvae)");
  }

  @Test
  void aTrainedPriorLearnsToReadLyricsFromWhereItStands() {
    RunDirectory run = trainedCodec(ModelPreset.Lyrics.NONE);
    new PriorTraining(run, Level.TOP, priorSettings(3), observer).run(data(), () -> false);
    double before = bits(run);

    LyricsExtension.extend(run, priorSettings(3));
    assertThat(run.description().prior(Level.TOP).lyrics().tokens()).isEqualTo(96);
    assertThat(bits(run)).as("bits per code of the extended prior").isCloseTo(before, within(1e-5));

    new PriorTraining(run, Level.TOP, priorSettings(2), observer).run(data(), () -> false);
    assertThat(bits(run)).isNotEqualTo(before);
    assertThat(run.folder().resolve("prior_level_2_without_lyrics.safetensors")).exists();
  }

  @Test
  void aDecoderBecomesDeeperAndLearnsOnWhileCodesStay() throws IOException {
    RunDirectory run = trainedCodec(ModelPreset.Lyrics.NONE);
    new DatasetEncoding(run, observer).encode(data());
    List<String> codes = modified(run.codes());
    double before = convergence(run, Level.MIDDLE);
    Files.move(run.part(ModelPart.CODEC).training(), folder.resolve("earlier"));

    String described = Files.readString(run.modelJson());
    int encoderDepth = run.description().codec().levels().get(1).residual().depth();
    DecoderExtension.deepen(run, Level.MIDDLE, encoderDepth, 5);
    assertThat(run.modelJson()).as("with the depth that it has").hasContent(described);
    DecoderExtension.deepen(run, Level.MIDDLE, 3, 5);
    assertThat(run.description().codec().levels().get(1).decoderDepth()).contains(3);
    assertThat(convergence(run, Level.MIDDLE)).as("dB before the first step").isEqualTo(before);

    new VqVaeTraining(run, decoderSettings(Level.MIDDLE), observer).run(data(), () -> false);
    assertThat(convergence(run, Level.MIDDLE)).isNotEqualTo(before);
    assertThat(modified(run.codes())).as("files of codes").isEqualTo(codes);

    assertThatThrownBy(() -> DecoderExtension.deepen(run, Level.MIDDLE, 4, 5))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("this training began with another depth of the middle decoder");
  }

  private static VqVaeTrainingSettings decoderSettings(Level level) {
    VqVaeTrainingSettings usual = codecSettings(2);
    return new VqVaeTrainingSettings(
        usual.training(),
        usual.samples(),
        usual.unquantisedSteps(),
        usual.codebooks(),
        usual.losses(),
        TrainedParts.decoder(level));
  }

  private double convergence(RunDirectory run, Level level) {
    return new ModelEvaluation(run, codecSettings(2).training(), observer)
        .evaluate(data())
        .get("vqvae")
        .get("spectral_convergence_db_" + level.label());
  }

  /** Names and times of files, which tell whether they were written again. */
  private static List<String> modified(Path folder) throws IOException {
    List<String> files = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path file : stream) {
        files.add(file.getFileName() + " " + Files.getLastModifiedTime(file));
      }
    }
    Collections.sort(files);
    return files;
  }

  private double bits(RunDirectory run) {
    return new ModelEvaluation(run, priorSettings(3).training(), observer)
        .evaluate(data())
        .get("prior_level_2")
        .get("bits_per_code");
  }
}
