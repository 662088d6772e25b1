package org.jukebox4j.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConformanceReportTest {
  @TempDir Path golden;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @BeforeEach
  void makeFolder() throws IOException {
    for (String file : List.of("ops.safetensors", "stft.safetensors")) {
      Files.createFile(golden.resolve(file));
    }
    Files.createFile(golden.resolve("surprise.json"));
  }

  private ConformanceReport report(String only, GoldenCase... cases) throws IOException {
    ConformanceReport report = new ConformanceReport(golden, only);
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    report.run(List.of(folder -> List.of(cases)), out);
    return report;
  }

  private List<String> lines() {
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static GoldenCase passing(String name) {
    return new GoldenCase(name, c -> c.integers("n", new long[] {1}, new int[] {1}));
  }

  @Test
  void everyFileIsAccountedFor() throws IOException {
    ConformanceReport report =
        report(
            "",
            passing("ops/gelu"),
            new GoldenCase("stft", c -> c.isTrue("x", false, "was wrong")));
    assertThat(lines())
        .contains(
            "PASS ops/gelu  exact (1 compared)",
            "FAIL stft  x: was wrong",
            "UNKNOWN surprise (no case knows this kind of file)",
            "MISSING windows (the golden folder has no file of this kind)")
        .endsWith("1 passed, 1 failed");
    assertThat(report.failed()).isEqualTo(1);
  }

  @Test
  void aFileThatNoCaseCoversFails() throws IOException {
    ConformanceReport report = report("", passing("ops"));
    assertThat(lines()).contains("FAIL stft  no case covers this file");
    assertThat(report.failed()).isEqualTo(1);
    assertThat(report.passed()).isEqualTo(1);
  }

  @Test
  void whatIsThrownFailsOneCaseOnly() throws IOException {
    report(
        "",
        new GoldenCase(
            "ops",
            c -> {
              throw new IllegalStateException("broken");
            }),
        passing("stft"));
    assertThat(lines())
        .contains("FAIL ops  java.lang.IllegalStateException: broken")
        .endsWith("1 passed, 1 failed");
  }

  @Test
  void onlyTheNamedCasesCanBeRun() throws IOException {
    report("ops", passing("ops"), passing("stft"));
    assertThat(lines())
        .contains("LEFT OUT 1 cases whose name does not contain ops")
        .doesNotContain("PASS stft  exact (1 compared)")
        .endsWith("1 passed, 0 failed");
  }
}
