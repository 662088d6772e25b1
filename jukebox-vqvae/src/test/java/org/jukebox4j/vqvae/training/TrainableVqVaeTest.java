package org.jukebox4j.vqvae.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jukebox4j.core.audio.SampleRate;
import org.jukebox4j.core.checkpoint.Checkpoint;
import org.jukebox4j.core.graph.GraphKind;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.parameter.ParameterSource;
import org.jukebox4j.core.parameter.RandomParameters;
import org.jukebox4j.core.residual.DilationOrder;
import org.jukebox4j.core.residual.DilationSchedule;
import org.jukebox4j.core.run.BatchGradients;
import org.jukebox4j.core.run.BatchSource;
import org.jukebox4j.core.run.MetricsLog;
import org.jukebox4j.core.run.RunFolder;
import org.jukebox4j.core.run.RunListener;
import org.jukebox4j.core.run.Trainer;
import org.jukebox4j.core.run.TrainerSettings;
import org.jukebox4j.core.run.Validation;
import org.jukebox4j.core.sequence.SequenceShape;
import org.jukebox4j.core.tensor.FloatTensor;
import org.jukebox4j.core.training.OptimiserSettings;
import org.jukebox4j.vqvae.VqVae;
import org.jukebox4j.vqvae.VqVaeConfig;
import org.jukebox4j.vqvae.codebook.CodebookSettings;
import org.jukebox4j.vqvae.codebook.RandomRestart;
import org.jukebox4j.vqvae.loss.LossNormalisers;
import org.jukebox4j.vqvae.loss.VqVaeLossConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TrainableVqVaeTest {
  private static final int ITEMS = 2;
  private static final int SAMPLES = 2048;
  private static final int CODES = 16;

  @TempDir private Path folder;

  private static VqVaeConfig config() {
    return VqVaeConfig.builder()
        .sampleRate(new SampleRate(8000))
        .levels(new int[] {2, 1}, new int[] {2, 2}, new int[] {1, 1})
        .codebook(CODES, 8)
        .residual(8, 1, 1)
        .build();
  }

  private static VqVaeTrainingConfig training(long unquantisedSteps) {
    return training(unquantisedSteps, TrainedParts.WHOLE);
  }

  private static VqVaeTrainingConfig training(long unquantisedSteps, TrainedParts parts) {
    return new VqVaeTrainingConfig(
        VqVaeLossConfig.smallVqvae(new LossNormalisers(0.2, 0.05, 200)),
        new CodebookSettings(0.9, RandomRestart.RELATIVE),
        new SequenceShape(ITEMS, SAMPLES),
        unquantisedSteps,
        7,
        parts);
  }

  /** Tones whose pitch depends on the position alone. */
  private static float[][] tones(long position) {
    float[][] batch = new float[ITEMS][SAMPLES];
    for (int item = 0; item < ITEMS; item++) {
      double pitch = 200 + 50 * ((position * ITEMS + item) % 5);
      for (int i = 0; i < SAMPLES; i++) {
        batch[item][i] = (float) (0.3 * Math.sin(2 * Math.PI * pitch * i / 8000));
      }
    }
    return batch;
  }

  private static TrainableVqVae codec(long unquantisedSteps, BatchSource<float[][]> batches) {
    return new TrainableVqVae(
        config(),
        training(unquantisedSteps),
        GraphKind.KERNEL,
        VqVaeInitialisation.weights(config(), 3),
        batches);
  }

  private RunFolder train(String name, long steps, long stopAfter, int batchesPerStep) {
    RunFolder run = new RunFolder(folder.resolve(name), "vqvae");
    OptimiserSettings optimiser = OptimiserSettings.defaults(3e-3).withAverages(0.9);
    TrainerSettings settings = new TrainerSettings(optimiser, steps, batchesPerStep, 5, 1000);
    long[] asked = {0};
    try (TrainableVqVae model = codec(8, TrainableVqVaeTest::tones)) {
      new Trainer<>(
              model, TrainableVqVaeTest::tones, Validation.none(), settings, RunListener.SILENT)
          .run(run, "test", () -> asked[0]++ >= stopAfter);
    }
    return run;
  }

  @Test
  void aRunThatIsStoppedBeforeAndAfterTheFirstCodesGivesTheSameBits() throws IOException {
    RunFolder expected = train("whole", 20, Long.MAX_VALUE, 1);

    train("stopped", 20, 4, 1);
    train("stopped", 20, 4, 1); // just before the first codes are chosen
    train("stopped", 20, 5, 1);
    RunFolder resumed = train("stopped", 20, Long.MAX_VALUE, 1);

    assertThat(Files.readAllBytes(resumed.checkpoint()))
        .isEqualTo(Files.readAllBytes(expected.checkpoint()));
    assertThat(Files.readAllBytes(resumed.weights()))
        .isEqualTo(Files.readAllBytes(expected.weights()));
  }

  @Test
  void whatIsPublishedLoadsAsACodecWhoseLossWasLearnt() {
    RunFolder run = train("run", 120, Long.MAX_VALUE, 1);

    List<MetricsLog.Line> lines = MetricsLog.read(run.metrics());
    double first = mean(lines.subList(0, 10));
    double last = mean(lines.subList(110, 120));
    assertThat(last).as("loss, %.3f in the first ten steps", first).isLessThan(0.75 * first);
    try (Checkpoint weights = Checkpoint.open(run.weights());
        VqVae codec = VqVae.load(config(), weights)) {
      int[] codes = codec.encode(tones(1)[0], Level.BOTTOM);
      assertThat(Arrays.stream(codes).distinct().count()).as("codes of a tone").isGreaterThan(2);
    }
  }

  private static double mean(List<MetricsLog.Line> lines) {
    return lines.stream().mapToDouble(line -> line.metrics().get("loss")).average().orElseThrow();
  }

  @Test
  void codesAreChosenAfterTheUnquantisedStepsAndThenCounted() {
    List<MetricsLog.Line> lines = MetricsLog.read(train("run", 12, Long.MAX_VALUE, 1).metrics());

    assertThat(lines.get(7).metrics()).doesNotContainKey("entropy_bits_l1");
    assertThat(lines.get(7).metrics()).containsEntry("commit_loss", 0.0);
    assertThat(lines.get(8).metrics().get("entropy_bits_l1")).isBetween(0.5, 4.0);
    assertThat(lines.get(8).metrics().get("commit_loss")).isPositive();
  }

  @Test
  void accumulatedBatchesMoveTheCodebookTogether() {
    RunFolder run = train("run", 12, Long.MAX_VALUE, 2);

    List<MetricsLog.Line> lines = MetricsLog.read(run.metrics());
    assertThat(lines).hasSize(12);
    assertThat(lines.get(11).metrics()).containsKeys("restarts_l1", "usage_l2");
  }

  @Test
  void aStepThatIsLeftOutLeavesTheCodebooksAsTheyWere() {
    try (TrainableVqVae model = codec(0, TrainableVqVaeTest::tones)) {
      model.gradients(tones(0));
      model.stepMade(0);
      Map<String, float[]> before = codebooks(model);
      float[][] broken = tones(1);
      broken[0][5] = Float.NaN;

      model.gradients(broken);
      model.stepLeftOut(1);
      assertThat(codebooks(model)).usingRecursiveComparison().isEqualTo(before);

      model.gradients(tones(2));
      model.stepMade(2);
      codebooks(model)
          .values()
          .forEach(
              values -> {
                for (float value : values) {
                  assertThat(value).isFinite();
                }
              });
    }
  }

  private static Map<String, float[]> codebooks(TrainableVqVae model) {
    Map<String, float[]> values = new TreeMap<>();
    model.state().tensors().forEach((name, tensor) -> values.put(name, tensor.toArray()));
    return values;
  }

  @Test
  void anEvaluationMeasuresEachLevelAndChangesNothing() {
    try (TrainableVqVae model = codec(0, TrainableVqVaeTest::tones)) {
      model.gradients(tones(0));
      model.stepMade(0);
      Map<String, float[]> before = codebooks(model);

      Map<String, Double> metrics = model.evaluate(tones(3));

      assertThat(metrics)
          .containsKeys("loss", "spectral_convergence_db_l1", "spectral_convergence_db_l2");
      assertThat(metrics.get("spectral_convergence_db_l1"))
          .isCloseTo(20 * Math.log10(metrics.get("spectral_convergence")), within(0.5));
      assertThat(metrics.get("entropy_bits_l1")).isBetween(0.0, 4.0);
      assertThat(codebooks(model)).usingRecursiveComparison().isEqualTo(before);
    }
  }

  @Test
  void aTrainedCodecGoesOnFromItsCodes() {
    RunFolder run = train("run", 12, Long.MAX_VALUE, 1);
    try (Checkpoint weights = Checkpoint.open(run.weights());
        TrainableVqVae model =
            new TrainableVqVae(
                config(), training(50), GraphKind.KERNEL, weights, TrainableVqVaeTest::tones)) {
      assertThat(model.hasCodes()).isTrue();
      assertThat(model.state().tensors().get("bottleneck.level_blocks.0.k.vectors").toArray())
          .isEqualTo(weights.floats("bottleneck.level_blocks.0.k"));
      float use = ITEMS * SAMPLES / 4f / CODES;
      assertThat(model.state().tensors().get("bottleneck.level_blocks.0.k.counts").toArray())
          .containsOnly(use);
    }
  }

  @Test
  void decodersLearnAloneWhileEncodersAndCodesStayAsTheyAre() {
    RunFolder whole = train("whole", 12, Long.MAX_VALUE, 1);
    RunFolder run = new RunFolder(folder.resolve("decoders"), "vqvae");
    TrainerSettings settings =
        new TrainerSettings(OptimiserSettings.defaults(3e-3).withAverages(0.9), 60, 1, 60, 1000);
    try (Checkpoint before = Checkpoint.open(whole.weights());
        TrainableVqVae model =
            new TrainableVqVae(
                config(),
                training(0, TrainedParts.DECODERS),
                GraphKind.KERNEL,
                before,
                TrainableVqVaeTest::tones)) {
      new Trainer<>(
              model, TrainableVqVaeTest::tones, Validation.none(), settings, RunListener.SILENT)
          .run(run, "test", () -> false);
      try (Checkpoint after = Checkpoint.open(run.weights())) {
        for (String name : model.weights().keySet()) {
          boolean same = Arrays.equals(before.floats(name), after.floats(name));
          assertThat(same).as("%s is what it was", name).isEqualTo(!name.startsWith("decoders."));
        }
      }
    }
    List<MetricsLog.Line> lines = MetricsLog.read(run.metrics());
    assertThat(mean(lines.subList(50, 60))).isLessThan(0.9 * mean(lines.subList(0, 10)));
  }

  @Test
  void theDecoderOfOneLevelLearnsAsItDoesAmongAll() {
    RunFolder whole = train("whole", 12, Long.MAX_VALUE, 1);
    try (Checkpoint weights = Checkpoint.open(whole.weights());
        TrainableVqVae all = decoders(weights, TrainedParts.DECODERS);
        TrainableVqVae one = decoders(weights, TrainedParts.decoder(Level.MIDDLE))) {
      BatchGradients ofAll = all.gradients(tones(3));
      BatchGradients ofOne = one.gradients(tones(3));

      assertThat(ofOne.gradients().keySet())
          .isNotEmpty()
          .allMatch(name -> name.startsWith("decoders.1."));
      ofOne
          .gradients()
          .forEach(
              (name, gradient) ->
                  assertThat(gradient.toArray())
                      .as(name)
                      .isEqualTo(tensor(ofAll.gradients(), name).toArray()));
      assertThat(ofOne.loss()).isBetween(0.0, ofAll.loss());
      assertThat(one.evaluate(tones(3)))
          .containsKey("spectral_convergence_db_l2")
          .doesNotContainKey("spectral_convergence_db_l1");
    }
  }

  private static TrainableVqVae decoders(Checkpoint weights, TrainedParts parts) {
    return new TrainableVqVae(
        config(), training(0, parts), GraphKind.KERNEL, weights, TrainableVqVaeTest::tones);
  }

  private static FloatTensor tensor(Map<String, FloatTensor> tensors, String name) {
    return Objects.requireNonNull(tensors.get(name), name);
  }

  @Test
  void aLevelThatTheCodecHasNotCannotLearn() {
    RunFolder whole = train("whole", 12, Long.MAX_VALUE, 1);
    try (Checkpoint weights = Checkpoint.open(whole.weights())) {
      assertThatThrownBy(() -> decoders(weights, TrainedParts.decoder(Level.TOP)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("parts that learn must be of a codec's 2 levels, but were TOP_DECODER");
    }
  }

  @ParameterizedTest
  @EnumSource(DilationOrder.class)
  void aDeeperDecoderBeginsWithTheSoundOfTheOldOne(DilationOrder order) {
    VqVaeConfig shallow = config(order);
    VqVaeConfig deep = shallow.withDecoderDepth(Level.MIDDLE, 3);
    Map<String, FloatTensor> trained = trained(shallow);
    ParameterSource joined = DeeperDecoderStart.join(deep, ParameterSource.of(trained), 5);
    float[] tone = tones(2)[0];
    try (VqVae before = VqVae.load(shallow, ParameterSource.of(trained(shallow)));
        VqVae after = VqVae.load(deep, joined)) {
      for (Level level : List.of(Level.BOTTOM, Level.MIDDLE)) {
        assertThat(after.decode(after.encode(tone, level), level))
            .isEqualTo(before.decode(before.encode(tone, level), level));
      }
    }
  }

  @Test
  void onlyTheLastConvolutionOfANewBlockBeginsWithZeros() {
    VqVaeConfig deep = config(DilationOrder.GROWING).withDecoderDepth(Level.MIDDLE, 2);
    ParameterSource trained = ParameterSource.of(trained(config(DilationOrder.GROWING)));
    ParameterSource joined = DeeperDecoderStart.join(deep, trained, 5);
    String block = "decoders.1.level_blocks.0.model.1.0.model.1.model.";

    assertThat(joined.find(block + "1.weight", 8, 8, 3).orElseThrow().toArray())
        .isEqualTo(
            VqVaeInitialisation.weights(deep, 5)
                .find(block + "1.weight", 8, 8, 3)
                .orElseThrow()
                .toArray());
    assertThat(joined.find(block + "3.weight", 8, 8, 1).orElseThrow().toArray()).containsOnly(0);
    assertThat(joined.find(block + "3.bias", 8).orElseThrow().toArray()).containsOnly(0);
  }

  @Test
  void aDecoderIsNeitherMadeShallowerNorMendedOnTheWay() {
    VqVaeConfig shallow = config(DilationOrder.SHRINKING);
    VqVaeConfig deep = shallow.withDecoderDepth(Level.MIDDLE, 2);
    ParameterSource trained = ParameterSource.of(trained(deep));
    assertThatThrownBy(() -> DeeperDecoderStart.join(shallow, trained, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "decoder depth of the middle level must be at least the 2 blocks that it has, but was 1");

    Map<String, FloatTensor> damaged = trained(shallow);
    String stack = "decoders.1.level_blocks.0.model.1.0.model.";
    damaged.remove(stack + "0.model.3.weight");
    ParameterSource joined = DeeperDecoderStart.join(deep, ParameterSource.of(damaged), 5);
    assertThat(joined.find(stack + "1.model.3.weight", 8, 8, 1)).isEmpty();
    assertThat(joined.find(stack + "0.model.3.weight", 8, 8, 1)).isPresent();
  }

  private static VqVaeConfig config(DilationOrder order) {
    return VqVaeConfig.builder()
        .sampleRate(new SampleRate(8000))
        .levels(new int[] {2, 1}, new int[] {2, 2}, new int[] {1, 1})
        .codebook(CODES, 8)
        .residual(8, 1, 1)
        .dilations(3, DilationSchedule.NO_CYCLE, order)
        .build();
  }

  private static Map<String, FloatTensor> trained(VqVaeConfig config) {
    ParameterSource random = new RandomParameters(11);
    Map<String, FloatTensor> weights = new HashMap<>();
    VqVae.parameters(config)
        .forEach((name, shape) -> weights.put(name, random.find(name, shape).orElseThrow()));
    return weights;
  }

  @Test
  void decodersCannotLearnAloneBeforeThereAreCodes() {
    assertThatThrownBy(
            () ->
                new TrainableVqVae(
                    config(),
                    training(0, TrainedParts.DECODERS),
                    GraphKind.KERNEL,
                    VqVaeInitialisation.weights(config(), 3),
                    TrainableVqVaeTest::tones))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("train the whole codec first");
  }
}
