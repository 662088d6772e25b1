package org.jukebox4j.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Runs every golden case and prints one line for each. */
final class ConformanceTest {
  /** Every component's cases, in the order of the report. */
  private static final List<GoldenCases> ALL =
      List.of(
          new CheckpointCases(),
          new StftCases(),
          new VqVaeCases(),
          new BandwidthCases(),
          new BottleneckCases(),
          new VqVaeTrainingCases(),
          new OperationCases(),
          new AttentionCases(),
          new AttentionGradientCases(),
          new AttentionOrderCases(),
          new TransformerCases(),
          new TransformerGradientCases(),
          new ConditionerCases(),
          new ConditionerGradientCases(),
          new LabelConditionerCases(),
          new LabelGradientCases(),
          new AutoregressiveCases(),
          new AutoregressiveGradientCases(),
          new SimplePriorCases(),
          new SimplePriorGradientCases(),
          new TrainScheduleCases(),
          new Fp16AdamCases(),
          new OptimizerCases(),
          new PresetCases(),
          new TextCases(),
          new LyricsWindowCases(),
          new LabelCases(),
          new LogitsFilterCases(),
          new WindowCases(),
          new SampleCases(),
          new AlignmentCases(),
          new AlignmentPageCases());

  @Test
  @SuppressWarnings("SystemOut") // the report is what this test is for
  void everyGoldenCaseAgreesWithTheOriginal() throws IOException {
    PrintStream out = System.out;
    Path goldenDir = goldenDir();
    if (!Files.isDirectory(goldenDir)) {
      String reason =
          "no golden folder at " + goldenDir + "; name one with -Dgolden.dir=DIR to run the cases";
      out.println("SKIP all cases: " + reason);
      Assumptions.abort(reason);
    }
    ConformanceReport report =
        new ConformanceReport(goldenDir, System.getProperty("golden.only", ""));
    report.run(ALL, out);
    assertThat(report.failed()).as("failed golden cases").isZero();
    assertThat(report.passed()).as("passed golden cases in " + goldenDir).isPositive();
  }

  private static Path goldenDir() {
    Path repository = Path.of(System.getProperty("repository.root", "..")).toAbsolutePath();
    String named = System.getProperty("golden.dir", "");
    if (named.isEmpty()) {
      return repository.resolve("../shared/golden/public").normalize();
    }
    Path folder = repository.resolve(named).normalize();
    assertThat(folder).as("golden.dir, relative to the repository").isDirectory();
    return folder;
  }
}
