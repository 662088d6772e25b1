package org.jukebox4j.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jukebox4j.core.checkpoint.Checkpoint;
import org.jukebox4j.core.training.TrainingDivergedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class TrainerTest {
  private static final long STEPS = 150;

  @TempDir private Path temporary;

  private RunFolder folder(String name) {
    return new RunFolder(temporary.resolve(name), "linear");
  }

  private RunEnd run(RunFolder folder, TrainerSettings settings) {
    return run(folder, settings, LinearModel.points());
  }

  private RunEnd run(RunFolder folder, TrainerSettings settings, BatchSource<float[]> batches) {
    try (LinearModel model = new LinearModel()) {
      return new Trainer<>(model, batches, Validation.none(), settings, RunListener.SILENT)
          .run(folder, LinearRun.SETUP, () -> false);
    }
  }

  private RunFolder undisturbed(String name, int batchesPerStep) {
    RunFolder folder = folder(name);
    LinearRun.main(new String[] {folder.folder().toString(), "" + STEPS, "" + batchesPerStep, "0"});
    return folder;
  }

  /** Metrics without times. */
  private static List<String> metrics(RunFolder folder) throws IOException {
    return Files.readAllLines(folder.metrics()).stream()
        .map(line -> line.replaceAll(",\"seconds\":[^,}]*", ""))
        .toList();
  }

  private static void assertSameRun(RunFolder actual, RunFolder expected) throws IOException {
    assertThat(Files.readAllBytes(actual.weights()))
        .isEqualTo(Files.readAllBytes(expected.weights()));
    assertThat(Files.readAllBytes(actual.checkpoint()))
        .isEqualTo(Files.readAllBytes(expected.checkpoint()));
    assertThat(metrics(actual)).isEqualTo(metrics(expected));
  }

  @Test
  void aLineIsLearntAndEveryStepIsLogged() throws IOException {
    RunFolder folder = folder("run");
    assertThat(run(folder, LinearRun.settings(600, 1))).isEqualTo(RunEnd.COMPLETE);

    try (Checkpoint weights = Checkpoint.open(folder.weights())) {
      assertThat(weights.names()).containsExactlyInAnyOrder("weights", "bias", "mean");
      float[] learnt = weights.floats("weights");
      for (int i = 0; i < LinearModel.WIDTH; i++) {
        assertThat(learnt[i]).isEqualTo(i + 1, offset(0.3f));
      }
      assertThat(weights.floats("bias")[0]).isEqualTo(3, offset(0.1f));
    }
    List<MetricsLog.Line> lines = MetricsLog.read(folder.metrics());
    assertThat(lines).hasSize(600);
    assertThat(lines.get(0).step()).isEqualTo(1);
    assertThat(lines.get(0).metrics())
        .containsEntry("learning_rate", 0.0)
        .containsKeys("loss", "error", "gradient_norm", "seconds", "seen");
    assertThat(lines.get(599).metrics().get("loss")).isLessThan(0.05);
    assertThat(lines.get(599).metrics()).containsEntry("seen", 600.0);
  }

  @Test
  @Timeout(240)
  void aRunThatIsKilledAnywhereGivesTheSameBitsAsOneThatIsLeftAlone() throws Exception {
    RunFolder expected = undisturbed("undisturbed", 1);
    RunFolder killed = folder("killed");
    // Before the first checkpoint, between two, and while one is written (every 7 steps).
    for (int steps : new int[] {3, 11, 21, 21, 40, 70, 77, 106, 133}) {
      Process process = start(killed);
      while (process.isAlive() && linesOf(killed) < steps) {
        Thread.sleep(1);
      }
      assertThat(process.isAlive()).as("before step %d: %s", steps, output()).isTrue();
      process.destroyForcibly().waitFor();
      assertThat(linesOf(killed)).isLessThan((int) STEPS);
    }
    assertThat(start(killed).waitFor()).as(output()).isZero();

    assertSameRun(killed, expected);
  }

  private String output() throws IOException {
    return Files.readString(temporary.resolve("output"));
  }

  private static int linesOf(RunFolder folder) throws IOException {
    return Files.exists(folder.metrics()) ? MetricsLog.read(folder.metrics()).size() : 0;
  }

  private Process start(RunFolder folder) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            LinearRun.class.getName(),
            folder.folder().toString(),
            "" + STEPS,
            "1",
            "15")
        .redirectErrorStream(true)
        .redirectOutput(temporary.resolve("output").toFile())
        .start();
  }

  @Test
  void aRunThatIsStoppedAndGoesOnGivesTheSameBits() throws IOException {
    RunFolder expected = undisturbed("undisturbed", 3);
    RunFolder stopped = folder("stopped");
    TrainerSettings settings = LinearRun.settings(STEPS, 3);
    List<RunEnd> ends = new ArrayList<>();
    while (!ends.contains(RunEnd.COMPLETE)) {
      AtomicInteger asked = new AtomicInteger();
      try (LinearModel model = new LinearModel()) {
        ends.add(
            LinearRun.trainer(model, settings, RunListener.SILENT)
                .run(stopped, LinearRun.SETUP, () -> asked.incrementAndGet() > 33));
      }
    }

    assertThat(ends).hasSize(5);
    assertSameRun(stopped, expected);
  }

  @Test
  void whatWasLoggedAfterTheCheckpointIsDroppedWhenTheRunGoesOn() throws IOException {
    RunFolder folder = folder("run");
    run(folder, LinearRun.settings(20, 1));
    Files.writeString(
        folder.metrics(), "{\"step\":21,\"loss\":7}\n{\"step\":22,\"lo", StandardOpenOption.APPEND);

    run(folder, LinearRun.settings(25, 1));

    List<MetricsLog.Line> lines = MetricsLog.read(folder.metrics());
    assertThat(lines).extracting(MetricsLog.Line::step).doesNotHaveDuplicates().hasSize(25);
    assertThat(lines.get(20).metrics().get("loss")).isNotEqualTo(7.0);
  }

  @Test
  void aStepWithoutAFiniteLossIsLeftOutAndChangesNothing() throws IOException {
    RunFolder folder = folder("run");
    run(folder, LinearRun.settings(40, 1), LinearModel.points(30));

    List<MetricsLog.Line> lines = MetricsLog.read(folder.metrics());
    assertThat(lines).hasSize(40);
    assertThat(lines.get(30).metrics()).doesNotContainKeys("loss", "seen");
    assertThat(Files.readAllLines(folder.metrics()).get(30)).contains("\"loss\":null");
    assertThat(lines.get(39).metrics())
        .containsEntry("skipped_steps", 1.0)
        .containsEntry("seen", 39.0);
  }

  @Test
  void whatWasLearntIsKeptWhenTrainingFails() throws IOException {
    RunFolder folder = folder("diverged");
    BatchSource<float[]> bad =
        position -> LinearModel.points(position >= 17 ? position : -1).batch(position);
    assertThatThrownBy(() -> run(folder, LinearRun.settings(40, 1), bad))
        .isInstanceOf(TrainingDivergedException.class)
        .hasMessageContaining("4 steps in a row");

    RunFolder missing = folder("missing");
    BatchSource<float[]> gone =
        position -> {
          if (position == 17) {
            throw new IllegalStateException("song.wav: there is no such file");
          }
          return LinearModel.points().batch(position);
        };
    assertThatThrownBy(() -> run(missing, LinearRun.settings(40, 1), gone))
        .hasMessageContaining("song.wav");

    try (Checkpoint diverged = Checkpoint.open(folder.checkpoint());
        Checkpoint failed = Checkpoint.open(missing.checkpoint())) {
      assertThat(failed.metadata().get("counts")).contains("\"step\":17");
      assertThat(diverged.floats("parameter.weights"))
          .as("the weights of step 17")
          .isEqualTo(failed.floats("parameter.weights"));
    }
    run(missing, LinearRun.settings(40, 1));
    run(folder("whole"), LinearRun.settings(40, 1));
    assertSameRun(missing, folder("whole"));
  }

  @Test
  void evaluationSeesTheAveragesAndTrainingGoesOnWithTheWeights() {
    RunFolder folder = folder("run");
    List<Float> evaluated = new ArrayList<>();
    List<Float> trained = new ArrayList<>();
    List<Map<String, Double>> heard = new ArrayList<>();
    try (LinearModel model = new LinearModel()) {
      RunListener listener =
          new RunListener() {
            @Override
            public void onStep(StepReport report) {
              trained.add(model.bias());
            }

            @Override
            public void onEvaluation(long step, Map<String, Double> metrics) {
              evaluated.add(model.bias());
              heard.add(metrics);
            }
          };
      LinearRun.trainer(model, LinearRun.settings(40, 1), listener)
          .run(folder, LinearRun.SETUP, () -> false);
      assertThat(model.bias()).isEqualTo(trained.get(39));
    }

    float average = 0;
    for (int step = 0; step < 20; step++) {
      average = 0.99f * average + (1 - 0.99f) * trained.get(step);
    }
    assertThat(evaluated).hasSize(2);
    assertThat(evaluated.get(0)).isEqualTo(average, offset(1e-6f));
    assertThat(heard.get(0)).containsOnlyKeys("validation_loss");
    assertThat(heard.get(1).get("validation_loss")).isLessThan(heard.get(0).get("validation_loss"));
    assertThat(MetricsLog.read(folder.metrics()))
        .filteredOn(line -> line.metrics().containsKey("validation_loss"))
        .extracting(MetricsLog.Line::step)
        .containsExactly(20L, 40L);
  }

  @Test
  void aFolderIsNotSharedByTwoRunsNorByTwoModels() {
    RunFolder folder = folder("run");
    run(folder, LinearRun.settings(10, 1));
    try (LinearModel model = new LinearModel()) {
      Trainer<float[]> trainer =
          LinearRun.trainer(model, LinearRun.settings(10, 1), RunListener.SILENT);
      assertThatThrownBy(() -> trainer.run(folder, "another model, seed 1", () -> false))
          .isInstanceOf(RunException.class)
          .hasMessageContaining("it belongs to a run of a linear model of 5 inputs, seed 1")
          .hasMessageContaining("but this run is of another model, seed 1");
      try (RunFolder.FolderLock lock = folder.lock()) {
        assertThatThrownBy(() -> trainer.run(folder, LinearRun.SETUP, () -> false))
            .isInstanceOf(RunException.class)
            .hasMessageContaining("another run is training here");
      }
    }
  }
}
