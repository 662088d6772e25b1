package org.jukebox4j.core.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jukebox4j.core.tensor.FloatTensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsReadingTest {
  private static final String PAIR = "'a': {'dtype': 'F32', 'shape': [2], 'data_offsets': [0, 8]}";

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void chooseFile() {
    file = folder.resolve("weights.safetensors");
  }

  @Test
  void tensorsAndMetadataAreFoundInTheOrderOfTheHeader() throws IOException {
    write(
        "{'__metadata__': {'step': '7'}, 'b': {'dtype': 'F32', 'shape': [2, 1], 'data_offsets':"
            + " [4, 12]}, 'a': {'dtype': 'I16', 'shape': [2], 'data_offsets': [0, 4]}}   ",
        PickleAssembler.little(12)
            .putShort((short) -3)
            .putShort((short) 9)
            .putFloat(1.5f)
            .putFloat(-2));
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      assertThat(checkpoint.names()).containsExactly("b", "a");
      assertThat(checkpoint.metadata()).containsOnlyKeys("step").containsValue("7");
      assertThat(checkpoint.entries().get("b"))
          .isEqualTo(new TensorEntry("b", ElementType.F32, List.of(2, 1)));
      assertThat(checkpoint.floats("b")).containsExactly(1.5f, -2f);
      assertThat(checkpoint.integers("a")).containsExactly(-3, 9);
      assertThat(checkpoint.floats("a")).containsExactly(-3, 9);
      assertThat(checkpoint.find("c")).isEmpty();
    }
  }

  @Test
  void foundTensorsAreMappedAndOutliveTheCheckpoint() throws IOException {
    write(padded("{" + PAIR + "}"), PickleAssembler.little(8).putFloat(3).putFloat(4));
    FloatTensor tensor;
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      tensor = checkpoint.find("a", 2).orElseThrow();
    }
    assertThat(tensor.toArray()).containsExactly(3, 4);
    assertThat(tensor.shape()).containsExactly(2);
  }

  @Test
  void float32IsMappedWhereItIsAlignedAndCopiedWhereItIsNot() throws IOException {
    String before = "'h': {'dtype': 'F16', 'shape': [1], 'data_offsets': [0, 2]}, ";
    String after = "'a': {'dtype': 'F32', 'shape': [1], 'data_offsets': [2, 6]}";
    String header = padded("{" + before + after + "}");
    write(header, PickleAssembler.little(6).putShort((short) 0x3c00).putFloat(5));
    try (Checkpoint checkpoint = Checkpoint.open(file);
        FloatTensor copied = checkpoint.find("a").orElseThrow()) {
      assertThat(copied).hasToString("FloatTensor[1]");
      assertThat(copied.get(0)).isEqualTo(5);
      assertThat(checkpoint.floats("h")).containsExactly(1);
    }
    write(padded("{" + PAIR + "}"), PickleAssembler.little(8).putFloat(3).putFloat(4));
    try (Checkpoint checkpoint = Checkpoint.open(file);
        FloatTensor mapped = checkpoint.find("a").orElseThrow()) {
      assertThat(mapped).hasToString("FloatTensor[2] (mapped)");
    }
  }

  @Test
  void emptyTensorsAndEmptyFilesOfTensorsAreAllowed() throws IOException {
    write(
        "{'a': {'dtype': 'F64', 'shape': [0, 4], 'data_offsets': [0, 0]}}", ByteBuffer.allocate(0));
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      assertThat(checkpoint.floats("a")).isEmpty();
      assertThat(checkpoint.find("a").orElseThrow().shape()).containsExactly(0, 4);
    }
    write("{}", ByteBuffer.allocate(0));
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      assertThat(checkpoint.entries()).isEmpty();
    }
  }

  @Test
  void emptyTensorWithAnEndlessAxisIsRefusedWhenItIsRead() throws IOException {
    write(
        "{'a': {'dtype': 'F32', 'shape': [2000000000, 0], 'data_offsets': [0, 0]}}",
        ByteBuffer.allocate(0));
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      assertThatThrownBy(() -> checkpoint.find("a"))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("'a' of shape [2000000000, 0] has more than");
    }
  }

  /** Every entry breaks one rule; the data is 8 bytes long. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "['a']                                                | is neither a safetensors",
        "{'a': 1}                                             | its entry must be an object",
        "{PAIR, PAIR}                                         | names tensor 'a' twice",
        "{PAIR} {}                                            | not the JSON of a safetensors",
        "{PAIR                                                | not the JSON of a safetensors",
        "{PAIR,}                                              | not the JSON of a safetensors",
        "{PAIR, '__metadata__': {'x': 1}}                     | 'x' must be a string",
        "{PAIR, '__metadata__': 'x'}                          | must be an object of strings",
        "{PAIR, '__metadata__': {}, '__metadata__': {}}       | has __metadata__ twice",
        "{PAIR, '__metadata__': {'x': '1', 'x': '2'}}         | has the key 'x' twice",
        "{'a': {'dtype': 'F32', 'shape': [2]}}                | must have dtype, shape and",
        "{'a': {'dtype': 'C64', 'shape': [1], 'data_offsets': [0, 8]}} | dtype 'C64' is not",
        "{'a': {'dtype': 32, 'shape': [2], 'data_offsets': [0, 8]}} | dtype must be a string",
        "{'a': {'dtype': 'F32', 'shape': 2, 'data_offsets': [0, 8]}} | shape must be an array",
        "{'a': {'dtype': 'F32', 'shape': ['2'], 'data_offsets': [0, 8]}} | must hold numbers",
        "{'a': {'dtype': 'F32', 'shape': [2.0], 'data_offsets': [0, 8]}} | but has 2.0",
        "{'a': {'dtype': 'F32', 'shape': [-2], 'data_offsets': [0, 8]}} | but has -2",
        "{'a': {'dtype': 'F32', 'shape': [9999999999999999999], 'data_offsets': [0, 8]}} | whole numbers from 0 to 2^63 - 1",
        "{'a': {'dtype': 'F32', 'shape': [2], 'data_offsets': [0, 8], 'x': 1}} | unknown key 'x'",
        "{'a': {'dtype': 'F32', 'dtype': 'F32', 'shape': [2], 'data_offsets': [0, 8]}} | key 'dtype' twice",
        "{'a': {'dtype': 'F32', 'shape': [2], 'data_offsets': [0]}} | must be two numbers",
        "{'a': {'dtype': 'F32', 'shape': [2], 'data_offsets': [8, 0]}} | must not end (0) before",
        "{'a': {'dtype': 'F32', 'shape': [3], 'data_offsets': [0, 8]}} | F32[3] is 12 bytes, but its data is 8",
        "{'a': {'dtype': 'F32', 'shape': [4294967296, 4294967296], 'data_offsets': [0, 8]}} | is too large",
        "{'a': {'dtype': 'F32', 'shape': [9223372036854775807], 'data_offsets': [0, 8]}} | is too large",
        "{'a': {'dtype': 'U8', 'shape': [4], 'data_offsets': [4, 8]}} | data begins at 4",
        "{'a': {'dtype': 'U8', 'shape': [2], 'data_offsets': [0, 2]}, 'b': {'dtype': 'U8', 'shape': [4], 'data_offsets': [4, 8]}} | tensor 'b': its data begins at 4",
        "{PAIR, 'b': {'dtype': 'U8', 'shape': [4], 'data_offsets': [4, 8]}} | tensor 'b': its data begins at 4",
        "{'a': {'dtype': 'F32', 'shape': [1], 'data_offsets': [0, 4]}} | the file has 8 bytes there",
        "{'a': {'dtype': 'F32', 'shape': [3], 'data_offsets': [0, 12]}} | the file has 8 bytes there",
        "{}                                                   | the file has 8 bytes there",
      })
  void brokenRuleIsNamed(String header, String message) throws IOException {
    write(header.strip().replace("PAIR", PAIR), ByteBuffer.allocate(8));
    assertRefused(message);
  }

  @Test
  void lengthOfTheHeaderIsCheckedBeforeAnythingIsAllocated() throws IOException {
    writeRaw(100_000_001, "{}");
    assertRefused("at most 100000000 bytes long, but its length is given as 100000001");
    writeRaw(-1, "{}");
    assertRefused("length is given as 18446744073709551615");
    writeRaw(99_999_999, "{}");
    assertRefused("said to be 99999999 bytes long, but only 2 bytes follow");
    writeRaw(0, "{}");
    assertRefused("does not start with '{'");
  }

  @Test
  void textThatIsNotUtf8IsRefused() throws IOException {
    byte[] header = "{\"a\": 1}".getBytes(UTF_8);
    header[2] = (byte) 0xff;
    Files.write(
        file, PickleAssembler.little(8 + header.length).putLong(header.length).put(header).array());
    assertRefused("is not UTF-8");
  }

  @Test
  void nestingWithoutEndIsRefused() throws IOException {
    write("{'a': " + "[".repeat(100_000), ByteBuffer.allocate(8));
    assertRefused("its entry must be an object");
  }

  @Test
  void messageNamesFileProblemAndRemedy() throws IOException {
    write("{'a': {'dtype': 'F32', 'shape': [3], 'data_offsets': [0, 8]}}", ByteBuffer.allocate(8));
    assertThatThrownBy(() -> Checkpoint.open(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(
            file
                + ": tensor 'a': F32[3] is 12 bytes, but its data is 8. The file is damaged or was"
                + " not written by a checkpoint writer: get it again");
  }

  @Test
  void wrongNamesAndTypesAreReported() throws IOException {
    write("{" + PAIR + "}", ByteBuffer.allocate(8));
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      assertThatThrownBy(() -> checkpoint.floats("b"))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("holds no tensor 'b' among its 1");
      assertThatThrownBy(() -> checkpoint.integers("a"))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("tensor 'a' must hold integers, but holds F32");
    }
  }

  @Test
  void pathsThatAreNoFilesAreReported() throws IOException {
    assertRefused("does not exist");
    file = folder;
    assertRefused("is not a regular file");
    file = Files.createFile(folder.resolve("empty"));
    assertRefused("is empty");
    Files.writeString(file, "This is a text and no checkpoint.");
    assertRefused("is neither a safetensors file nor a PyTorch checkpoint (33 bytes)");
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> Checkpoint.open(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(message);
  }

  private static String padded(String header) {
    return header + " ".repeat((8 - header.length() % 8) % 8);
  }

  /** Headers are written with single quotes for legibility. */
  private void write(String header, ByteBuffer data) throws IOException {
    byte[] json = header.replace('\'', '"').getBytes(UTF_8);
    Files.write(
        file,
        PickleAssembler.little(8 + json.length + data.capacity())
            .putLong(json.length)
            .put(json)
            .put(data.array())
            .array());
  }

  private void writeRaw(long length, String rest) throws IOException {
    byte[] bytes = rest.getBytes(UTF_8);
    Files.write(file, PickleAssembler.little(8 + bytes.length).putLong(length).put(bytes).array());
  }
}
