package org.jukebox4j.core.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jukebox4j.core.tensor.FloatTensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsWriterTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void chooseFile() {
    file = folder.resolve("weights.safetensors");
  }

  @Test
  void whatIsWrittenIsReadBack() {
    try (FloatTensor tensor = FloatTensor.of(new float[] {1, -2.5f, Float.MIN_VALUE, 4}, 2, 2)) {
      new SafetensorsWriter()
          .metadata("format", "jukebox \"1\" \u00e9\n")
          .add("half", ElementType.F16, new float[] {0.1f, Float.NEGATIVE_INFINITY}, 2)
          .add("brain", ElementType.BF16, new float[] {1, -3}, 1, 2)
          .add("wide", ElementType.F64, tensor)
          .add("weight", tensor)
          .add("codes", ElementType.I32, new int[] {-1, Integer.MAX_VALUE}, 2)
          .add("flags", ElementType.BOOL, new int[] {0, 1, 1}, 3)
          .add("labels", ElementType.I64, new long[] {Long.MIN_VALUE}, 1)
          .add("scalar", ElementType.U16, new int[] {65535})
          .add("none", ElementType.F32, new float[0], 0, 7)
          .write(file);
    }
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      assertThat(checkpoint.metadata())
          .containsEntry("format", "jukebox \"1\" \u00e9\n")
          .hasSize(1);
      assertThat(checkpoint.names())
          .containsExactly(
              "labels", "wide", "codes", "none", "weight", "brain", "half", "scalar", "flags");
      assertThat(checkpoint.floats("weight")).containsExactly(1, -2.5f, Float.MIN_VALUE, 4);
      assertThat(checkpoint.floats("wide")).containsExactly(1, -2.5f, Float.MIN_VALUE, 4);
      assertThat(checkpoint.entries())
          .containsEntry("weight", new TensorEntry("weight", ElementType.F32, List.of(2, 2)))
          .containsEntry("scalar", new TensorEntry("scalar", ElementType.U16, List.of()));
      assertThat(checkpoint.floats("half")).containsExactly(0.099975586f, Float.NEGATIVE_INFINITY);
      assertThat(checkpoint.floats("brain")).containsExactly(1, -3);
      assertThat(checkpoint.integers("codes")).containsExactly(-1, Integer.MAX_VALUE);
      assertThat(checkpoint.integers("flags")).containsExactly(0, 1, 1);
      assertThat(checkpoint.integers("labels")).containsExactly(Long.MIN_VALUE);
      assertThat(checkpoint.integers("scalar")).containsExactly(65535);
      assertThat(checkpoint.floats("none")).isEmpty();
      assertThat(checkpoint.find("weight").orElseThrow()).hasToString("FloatTensor[2, 2] (mapped)");
    }
  }

  @Test
  void tensorsLongerThanOnePieceAreWrittenWhole() {
    float[] values = new float[(1 << 16) + 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    try (FloatTensor tensor = FloatTensor.of(values, values.length)) {
      new SafetensorsWriter()
          .add("array", ElementType.F64, values, values.length)
          .add("tensor", tensor)
          .write(file);
    }
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      assertThat(checkpoint.floats("array")).isEqualTo(values);
      assertThat(checkpoint.floats("tensor")).isEqualTo(values);
    }
  }

  @Test
  void sameContentsGiveTheSameBytesInAnyOrder() throws IOException {
    float[] values = {1, 2};
    new SafetensorsWriter()
        .metadata("a", "1")
        .metadata("b", "2")
        .add("x", ElementType.F32, values, 2)
        .add("y", ElementType.F16, values, 2)
        .write(file);
    byte[] first = Files.readAllBytes(file);
    new SafetensorsWriter()
        .add("y", ElementType.F16, values, 2)
        .metadata("b", "2")
        .add("x", ElementType.F32, values, 2)
        .metadata("a", "1")
        .write(file);
    assertThat(Files.readAllBytes(file)).isEqualTo(first);
    assertThat(new String(first, StandardCharsets.ISO_8859_1))
        .startsWith(
            "\u0090\0\0\0\0\0\0\0{\"__metadata__\":{\"a\":\"1\",\"b\":\"2\"},"
                + "\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                + "\"y\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[8,12]}}");
    assertThat(first).hasSize(8 + 0x90 + 12);
  }

  @Test
  void failureLeavesTheFileBeforeAndNothingElse() throws IOException {
    Files.writeString(file, "before");
    SafetensorsWriter writer =
        new SafetensorsWriter().add("x", ElementType.F16, new float[] {1, 70000}, 2);
    assertThatThrownBy(() -> writer.write(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(
            file
                + ": tensor 'x': F16 holds -65504.0 to 65504.0, but a value is 70000.0. Write it"
                + " with a wider type");
    assertThat(file).hasContent("before");
    assertThat(folder.toFile().list()).containsExactly("weights.safetensors");
  }

  @Test
  void mappedTensorsSurviveTheReplacementOfTheirFile() {
    new SafetensorsWriter().add("x", ElementType.F32, new float[] {1, 2}, 2).write(file);
    try (Checkpoint before = Checkpoint.open(file);
        FloatTensor mapped = before.find("x").orElseThrow()) {
      new SafetensorsWriter().add("x", ElementType.F32, new float[] {3, 4}, 2).write(file);
      assertThat(mapped.toArray()).containsExactly(1, 2);
    }
  }

  @Test
  void missingFolderIsReported() {
    Path nowhere = folder.resolve("missing").resolve("w.safetensors");
    assertThatThrownBy(() -> new SafetensorsWriter().write(nowhere))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("cannot be written")
        .hasMessageContaining("Check that its folder exists");
  }

  @Test
  void wrongArgumentsAreRefused() {
    SafetensorsWriter writer = new SafetensorsWriter();
    assertThatThrownBy(() -> writer.add("x", ElementType.F32, new float[3], 2, 2))
        .hasMessage("tensor 'x' of shape [2, 2] must have 4 values, but there were 3");
    assertThatThrownBy(() -> writer.add("x", ElementType.I32, new float[2], 2))
        .hasMessage("tensor 'x' holds fractions, and I32 does not");
    assertThatThrownBy(() -> writer.add("x", ElementType.F32, new int[2], 2))
        .hasMessage("tensor 'x' holds integers: its type must be an integer type, not F32");
    assertThatThrownBy(() -> writer.add("__metadata__", ElementType.F32, new float[0], 0))
        .hasMessage("a tensor must not be named __metadata__");
    writer.add("x", ElementType.F32, new float[1], 1);
    assertThatThrownBy(() -> writer.add("x", ElementType.F32, new float[1], 1))
        .hasMessage("tensor 'x' was added before");
  }
}
