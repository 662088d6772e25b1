package org.jukebox4j.core.checkpoint;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.jukebox4j.core.checkpoint.PickleAssembler.Axes;
import org.jukebox4j.core.checkpoint.PyTorchBytes.Elements;
import org.jukebox4j.core.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PyTorchReadingTest {
  private static final Map<String, Elements> TWELVE = Map.of("k", Elements.counting(12));

  @TempDir private Path folder;

  /** How a pickle and its storages become a file. */
  private interface Format {
    byte[] bytes(byte[] pickle, Map<String, Elements> storages);
  }

  static Stream<Format> formats() {
    return Stream.of(PyTorchBytes::legacy, PyTorchBytes::zip);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void trainingCheckpointShowsItsModelAndSettings(Format format) throws IOException {
    PickleAssembler pickle = new PickleAssembler().ops("}(");
    pickle.text("hps").ops("}(").text("levels").number(3).text("l_mu").fraction(0.99);
    pickle.text("name").text("tiny").text("downs_t").numbers(3, 2, 2).text("date").ops("Nu");
    pickle.text("model").global("collections", "OrderedDict").ops(")R(");
    pickle
        .text("module.x_emb.weight")
        .tensor("FloatStorage", "k", 12, 0, Axes.of(new long[] {3, 4}, 4, 1));
    pickle.text("module.ln.bias").tensor("FloatStorage", "k", 12, 8, Axes.row(4));
    pickle.ops("u}").text("_metadata").ops("}sb");
    pickle.text("opt").ops("}").number(7).tensor("FloatStorage", "k", 12, 0, Axes.row(2)).ops("s");
    pickle.text("step").number(1234).ops("u");
    try (Checkpoint checkpoint = open(format.bytes(pickle.end(), TWELVE))) {
      assertThat(checkpoint.names()).containsExactly("x_emb.weight", "ln.bias");
      assertThat(checkpoint.entries().get("x_emb.weight"))
          .isEqualTo(new TensorEntry("x_emb.weight", ElementType.F32, List.of(3, 4)));
      assertThat(checkpoint.floats("ln.bias")).containsExactly(8, 9, 10, 11);
      assertThat(checkpoint.metadata())
          .containsEntry("hps.levels", "3")
          .containsEntry("hps.l_mu", "0.99")
          .containsEntry("hps.name", "tiny")
          .containsEntry("hps.downs_t", "[3, 2, 2]")
          .containsEntry("hps.date", "none")
          .containsEntry("step", "1234")
          .hasSize(6);
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void viewsOfOneStorageAreReadByTheirStrides(Format format) throws IOException {
    PickleAssembler pickle = new PickleAssembler().ops("}(");
    view(pickle, "transposed", 0, Axes.of(new long[] {4, 3}, 1, 4));
    view(pickle, "column", 1, Axes.of(new long[] {3}, 4));
    view(pickle, "block", 5, Axes.of(new long[] {2, 2}, 4, 1));
    view(pickle, "repeated", 3, Axes.of(new long[] {2, 3}, 0, 0));
    view(pickle, "scalar", 11, Axes.of(new long[0]));
    view(pickle, "empty", 12, Axes.of(new long[] {0, 5}, 5, 1));
    view(pickle, "oneRow", 4, Axes.of(new long[] {1, 4}, 1L << 62, 1));
    view(pickle, "lastOne", 11, Axes.of(new long[] {1, 1}, 1, 1L << 62));
    try (Checkpoint checkpoint = open(format.bytes(pickle.ops("u").end(), TWELVE))) {
      assertValues(checkpoint, "transposed", 0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11);
      assertValues(checkpoint, "column", 1, 5, 9);
      assertValues(checkpoint, "block", 5, 6, 9, 10);
      assertValues(checkpoint, "repeated", 3, 3, 3, 3, 3, 3);
      assertValues(checkpoint, "scalar", 11);
      assertValues(checkpoint, "empty");
      assertValues(checkpoint, "oneRow", 4, 5, 6, 7);
      assertValues(checkpoint, "lastOne", 11);
    }
  }

  private static void view(PickleAssembler pickle, String name, long offset, Axes axes) {
    pickle.text(name).tensor("FloatStorage", "k", 12, offset, axes);
  }

  private static void assertValues(Checkpoint checkpoint, String name, float... expected) {
    assertThat(checkpoint.floats(name)).as(name).containsExactly(expected);
    try (FloatTensor tensor = checkpoint.find(name).orElseThrow()) {
      assertThat(tensor.toArray()).as(name).containsExactly(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void transposedTensorLongerThanOnePieceIsReadWhole(Format format) throws IOException {
    int rows = 3;
    int columns = (1 << 16) + 5;
    PickleAssembler pickle = new PickleAssembler().ops("}").text("a");
    Axes axes = Axes.of(new long[] {rows, columns}, 1, rows);
    pickle.tensor("FloatStorage", "k", (long) rows * columns, 0, axes).ops("s");
    Map<String, Elements> storages = Map.of("k", Elements.counting(rows * columns));
    try (Checkpoint checkpoint = open(format.bytes(pickle.end(), storages))) {
      float[] values = checkpoint.floats("a");
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column += 1111) {
          assertThat(values[row * columns + column]).isEqualTo(column * rows + row);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void allTypesOfStoragesAreRead(Format format) throws IOException {
    Map<String, Elements> storages = new TreeMap<>();
    PickleAssembler pickle = new PickleAssembler().ops("}(");
    Map<String, ElementType> types =
        Map.of(
            "HalfStorage", ElementType.F16,
            "BFloat16Storage", ElementType.BF16,
            "DoubleStorage", ElementType.F64,
            "LongStorage", ElementType.I64,
            "IntStorage", ElementType.I32,
            "ShortStorage", ElementType.I16,
            "CharStorage", ElementType.I8,
            "ByteStorage", ElementType.U8,
            "BoolStorage", ElementType.BOOL);
    types.forEach(
        (storage, type) -> {
          ByteBuffer bytes = PickleAssembler.little(2 * type.bytes());
          for (int value = 0; value < 2; value++) {
            if (type.isInteger()) {
              ElementEncoder.put((long) value, type, bytes);
            } else {
              ElementEncoder.put((float) value, type, bytes);
            }
          }
          storages.put(storage, new Elements(2, bytes.array()));
          pickle.text(type.name()).tensor(storage, storage, 2, 0, Axes.row(2));
        });
    try (Checkpoint checkpoint = open(format.bytes(pickle.ops("u").end(), storages))) {
      for (ElementType type : types.values()) {
        assertThat(checkpoint.entries())
            .containsEntry(type.name(), new TensorEntry(type.name(), type, List.of(2)));
        assertThat(checkpoint.floats(type.name())).as(type.name()).containsExactly(0, 1);
        if (type.isInteger()) {
          assertThat(checkpoint.integers(type.name())).as(type.name()).containsExactly(0, 1);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void listsAndOtherDictionariesAreNamedByTheirPlace(Format format) throws IOException {
    PickleAssembler pickle = new PickleAssembler().ops("}(").text("zs").ops("](");
    pickle.tensor("FloatStorage", "k", 12, 0, Axes.row(2));
    pickle.tensor("FloatStorage", "k", 12, 2, Axes.row(2)).ops("e");
    pickle.text("labels").ops("](}").text("y");
    pickle.tensor("FloatStorage", "k", 12, 4, Axes.row(1)).ops("s");
    pickle.ops("}").text("info").text("none").ops("se").ops("u");
    try (Checkpoint checkpoint = open(format.bytes(pickle.end(), TWELVE))) {
      assertThat(checkpoint.names()).containsExactly("zs.0", "zs.1", "labels.0.y");
      assertThat(checkpoint.floats("zs.1")).containsExactly(2, 3);
      assertThat(checkpoint.metadata()).containsOnlyKeys("labels.1.info");
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void parametersAndSizesAndOldTensorsAreUnderstood(Format format) throws IOException {
    PickleAssembler pickle = new PickleAssembler().ops("}(").text("p");
    pickle.global("torch._utils", "_rebuild_parameter").ops("(");
    pickle.tensor("FloatStorage", "k", 12, 0, Axes.row(2));
    pickle.op(0x88).global("collections", "OrderedDict").ops(")RtR");
    pickle.text("old").global("torch._utils", "_rebuild_tensor").ops("(");
    pickle.storage("FloatStorage", "k", 12).number(3);
    pickle.global("torch", "Size").numbers(2).ops("\u0085R").numbers(1).ops("tR").ops("u");
    try (Checkpoint checkpoint = open(format.bytes(pickle.end(), TWELVE))) {
      assertThat(checkpoint.floats("p")).containsExactly(0, 1);
      assertThat(checkpoint.floats("old")).containsExactly(3, 4);
    }
  }

  @Test
  void storageThatIsPartOfAnotherIsReadFromItsPlace() throws IOException {
    PickleAssembler pickle = new PickleAssembler().ops("}").text("a");
    pickle.global("torch._utils", "_rebuild_tensor_v2").ops("((").text("storage");
    pickle.global("torch", "FloatStorage").text("k").text("cpu").number(12);
    pickle.ops("(").text("k/1").number(5).number(3).ops("ttQ");
    pickle.number(1).numbers(2).numbers(1).op(0x89).ops("}tRs");
    byte[] file = PyTorchBytes.legacy(pickle.end(), TWELVE);
    try (Checkpoint checkpoint = open(file)) {
      assertThat(checkpoint.floats("a")).containsExactly(6, 7);
    }
  }

  @Test
  void alignedFloatsOfAnArchiveAreMapped() throws IOException {
    // One entry before the storage is as long as it takes to align it.
    for (int filler = 0; filler < 4; filler++) {
      Map<String, byte[]> entries = archiveEntries();
      entries.put("archive/.pad", new byte[filler]);
      try (Checkpoint checkpoint = open(PyTorchBytes.archive(entries, ZipEntry.STORED));
          FloatTensor tensor = checkpoint.find("a").orElseThrow()) {
        assertThat(tensor.toArray()).containsExactly(0, 1, 2, 3);
        if (tensor.toString().contains("mapped")) {
          return;
        }
      }
    }
    throw new AssertionError("no archive of the four has an aligned storage");
  }

  @Test
  void bigEndianArchivesAreRefused() throws IOException {
    Map<String, byte[]> entries = archiveEntries();
    entries.put("archive/byteorder", "big".getBytes(US_ASCII));
    assertRefused(PyTorchBytes.archive(entries, ZipEntry.STORED), "byte order must be 'little'");
    entries.put("archive/byteorder", "little".getBytes(US_ASCII));
    try (Checkpoint checkpoint = open(PyTorchBytes.archive(entries, ZipEntry.STORED))) {
      assertThat(checkpoint.floats("a")).containsExactly(0, 1, 2, 3);
    }
  }

  @Test
  void archivesOfOtherThingsAreRefused() throws IOException {
    Map<String, byte[]> entries = archiveEntries();
    entries.put("archive/code/model.py", new byte[1]);
    assertRefused(
        PyTorchBytes.archive(entries, ZipEntry.STORED),
        "code/model.py' is not part of a checkpoint");
    entries.remove("archive/code/model.py");
    entries.put("other/data.pkl", new byte[1]);
    assertRefused(PyTorchBytes.archive(entries, ZipEntry.STORED), "is not in one folder");
    entries.remove("other/data.pkl");
    assertRefused(PyTorchBytes.archive(entries, ZipEntry.DEFLATED), "must be stored as it is");
    entries.remove("archive/data.pkl");
    assertRefused(PyTorchBytes.archive(entries, ZipEntry.STORED), "it has no data.pkl");
  }

  @Test
  void missingAndMisfitStoragesAreReported() throws IOException {
    Map<String, byte[]> entries = archiveEntries();
    entries.put("archive/data/0", new byte[12]);
    assertRefused(
        PyTorchBytes.archive(entries, ZipEntry.STORED), "12 bytes, but its tensors expect 16");
    entries.remove("archive/data/0");
    assertRefused(
        PyTorchBytes.archive(entries, ZipEntry.STORED), "storage '0' of a tensor is missing");
    byte[] pickle = archivePickle();
    assertRefused(PyTorchBytes.legacy(pickle, Map.of()), "storage '0' of a tensor is missing");
    assertRefused(
        PyTorchBytes.legacy(pickle, Map.of("0", Elements.counting(3))),
        "has 3 elements, but its tensors expect 4");
    assertRefused(
        PyTorchBytes.legacy(pickle, Map.of("0", Elements.counting(4), "1", Elements.counting(1))),
        "lists a storage that no tensor uses");
  }

  @Test
  void anythingBeforeOrAfterTheContentsIsRefused() throws IOException {
    byte[] legacy = PyTorchBytes.legacy(archivePickle(), Map.of("0", Elements.counting(4)));
    byte[] zip = PyTorchBytes.archive(archiveEntries(), ZipEntry.STORED);
    assertRefused(joined(legacy, new byte[1]), "1 bytes are left after its last storage");
    assertRefused(joined(legacy, zip), "bytes are left after its last storage");
    assertRefused(joined(zip, new byte[1]), "the archive's end is missing");
    assertRefused(joined(zip, zip), "does not lie right before its end");
    assertRefused(joined(legacy, zip), "bytes are left");
    Map<String, byte[]> entries = archiveEntries();
    entries.put("archive/data.pkl", joined(archivePickle(), archivePickle()));
    assertRefused(
        PyTorchBytes.archive(entries, ZipEntry.STORED), "bytes are left after its pickle");
  }

  @Test
  void changedBytesOfAnArchiveAreFoundByTheirCheckSum() throws IOException {
    byte[] zip = PyTorchBytes.archive(archiveEntries(), ZipEntry.STORED);
    byte[] two = PickleAssembler.little(4).putFloat(2).array();
    int at = 0;
    while (!Arrays.equals(Arrays.copyOfRange(zip, at, at + 4), two)) {
      at++;
    }
    zip[at] ^= 1;
    try (Checkpoint checkpoint = open(zip)) {
      assertThatThrownBy(() -> checkpoint.floats("a"))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("differ from their check sum");
    }
  }

  @Test
  void entriesHiddenFromOneOfTwoReadersAreRefused() throws IOException {
    byte[] zip = PyTorchBytes.archive(archiveEntries(), ZipEntry.STORED);
    byte[] renamed = zip.clone();
    renamed[30] = 'b'; // the first local header's name
    assertRefused(renamed, "disagrees with the archive's directory");
    byte[] moved = zip.clone();
    ByteBuffer end = ByteBuffer.wrap(moved).order(ByteOrder.LITTLE_ENDIAN);
    int directory = end.getInt(moved.length - 6);
    end.putInt(directory + 42, 1);
    assertRefused(moved, "disagrees with the archive's directory");
    byte[] fewer = zip.clone();
    ByteBuffer.wrap(fewer).order(ByteOrder.LITTLE_ENDIAN).putShort(fewer.length - 12, (short) 1);
    assertRefused(fewer, "entries, but should have 1");
  }

  @Test
  void wideDirectoryEndIsReadAndMustAgree() throws IOException {
    byte[] zip = PyTorchBytes.archive(archiveEntries(), ZipEntry.STORED);
    try (Checkpoint checkpoint = open(widened(zip, 0))) {
      assertThat(checkpoint.floats("a")).containsExactly(0, 1, 2, 3);
    }
    assertRefused(widened(zip, 1), "two directory ends that disagree");
  }

  /** Adds the 64-bit directory end that PyTorch always writes. */
  private static byte[] widened(byte[] zip, int shift) {
    int end = zip.length - 22;
    ByteBuffer narrow = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer wide = PickleAssembler.little(zip.length + 56 + 20);
    wide.put(zip, 0, end);
    wide.putInt(0x06064b50).putLong(44).putShort((short) 45).putShort((short) 45).putLong(0);
    wide.putLong(narrow.getShort(end + 8)).putLong(narrow.getShort(end + 10));
    wide.putLong(narrow.getInt(end + 12)).putLong(narrow.getInt(end + 16) + shift);
    wide.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
    return wide.put(zip, end, 22).array();
  }

  private static byte[] archivePickle() {
    PickleAssembler pickle = new PickleAssembler().ops("}").text("a");
    return pickle.tensor("FloatStorage", "0", 4, 0, Axes.row(4)).ops("s").end();
  }

  private static Map<String, byte[]> archiveEntries() {
    Map<String, byte[]> entries = new TreeMap<>();
    entries.put("archive/data.pkl", archivePickle());
    entries.put("archive/data/0", Elements.counting(4).bytes());
    return entries;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  private Checkpoint open(byte[] bytes) throws IOException {
    return Checkpoint.open(Files.write(folder.resolve("model.pth.tar"), bytes));
  }

  private void assertRefused(byte[] bytes, String message) {
    assertThatThrownBy(() -> open(bytes))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(message);
  }
}
