package org.jukebox4j.core.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.jukebox4j.core.checkpoint.PickleAssembler.Axes;
import org.jukebox4j.core.checkpoint.PyTorchBytes.Elements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pickles that ask for anything but tensors are refused, and the message says what they asked. */
class PickleRefusalTest {
  @TempDir private Path folder;

  private static PickleAssembler assembler() {
    return new PickleAssembler();
  }

  private static PickleAssembler stackGlobal(String module, String name) {
    return assembler().text(module).text(name).op(0x93);
  }

  private static Arguments hostile(String what, PickleAssembler pickle, String message) {
    return Arguments.of(what, pickle.end(), message);
  }

  static Stream<Arguments> hostilePickles() {
    return Stream.of(
        hostile(
            "GLOBAL",
            assembler().ops("}").text("model").global("posix", "system").text("id").ops("\u0085Rs"),
            "refuses the global posix.system"),
        hostile(
            "GLOBAL of a built-in",
            assembler().global("__builtin__", "eval").text("1").ops("\u0085R"),
            "refuses the global builtins.eval (written __builtin__.eval)"),
        hostile(
            "GLOBAL that is never called",
            assembler().ops("}").text("step").global("os", "getcwd").ops("s"),
            "refuses the global os.getcwd"),
        hostile(
            "STACK_GLOBAL",
            stackGlobal("subprocess", "Popen").text("id").ops("\u0085R"),
            "refuses the global subprocess.Popen"),
        hostile(
            "STACK_GLOBAL with a dotted name",
            stackGlobal("torch", "_utils._rebuild_tensor_v2"),
            "refuses the global torch._utils._rebuild_tensor_v2"),
        hostile(
            "STACK_GLOBAL reaching through an allowed name",
            stackGlobal("collections", "OrderedDict.__init__"),
            "refuses the global collections.OrderedDict.__init__"),
        hostile(
            "INST",
            assembler().ops("(").text("id").ops("iposix\nsystem\n"),
            "refuses the global posix.system"),
        hostile(
            "OBJ",
            assembler().ops("(").global("collections", "OrderedDict").ops("o"),
            "refuses to make an object (OBJ) of collections.OrderedDict"),
        hostile(
            "NEWOBJ",
            assembler().global("torch", "Size").ops(")\u0081"),
            "refuses to make an object (NEWOBJ) of torch.Size"),
        hostile(
            "NEWOBJ_EX",
            assembler().global("torch", "Size").ops(")}\u0092"),
            "refuses to make an object (NEWOBJ_EX) of torch.Size"),
        hostile(
            "REDUCE of a storage class",
            assembler().global("torch", "FloatStorage").number(7).ops("\u0085R"),
            "refuses to call torch.FloatStorage"),
        hostile(
            "REDUCE of a text",
            assembler().text("os.system").text("id").ops("\u0085R"),
            "refuses to call a text"),
        hostile(
            "BUILD of a list, as __setstate__ would be called",
            assembler().ops("]}").text("__setstate__").text("id").ops("sb"),
            "refuses to set the state (BUILD) of sequence"),
        hostile(
            "BUILD of a tensor",
            assembler().tensor("FloatStorage", "0", 2, 0, Axes.row(2)).ops("}b"),
            "refuses to set the state (BUILD) of tensor"),
        hostile(
            "BUILD with slots",
            assembler().global("collections", "OrderedDict").ops(")R}}\u0086b"),
            "refuses to set the state (BUILD) of dictionary"),
        hostile("EXT1", assembler().op(0x82).op(3), "refuses the extension code 3"),
        hostile("EXT2", assembler().op(0x83).op(4).op(1), "refuses the extension code 260"),
        hostile("EXT4", assembler().op(0x84).ops("\5\0\0\0"), "refuses the extension code 5"),
        hostile(
            "PERSID",
            assembler().ops("Pfile:///etc/passwd\n"),
            "refuses the persistent name 'file:///etc/passwd'"),
        hostile(
            "BINPERSID of a text",
            assembler().text("module").ops("Q"),
            "refuses a persistent object that is not a tuple but text"),
        hostile(
            "BINPERSID of a module",
            assembler().ops("(").text("module").text("a").text("b").text("c").ops("tQ"),
            "refuses a persistent object that is not a storage of a known type"),
        hostile(
            "a tensor type that reads no numbers",
            assembler().storage("UntypedStorage", "0", 8),
            "refuses the global torch.UntypedStorage"),
        hostile(
            "torch.load within a pickle",
            assembler().global("torch.storage", "_load_from_bytes"),
            "refuses the global torch.storage._load_from_bytes"),
        hostile(
            "a name with line breaks and colours",
            stackGlobal("os\n\u001b[31m", "system"),
            "refuses the global os??[31m.system"),
        hostile(
            "text instructions of the oldest protocol",
            assembler().ops("S'id'\n"),
            "is the instruction 0x53, which no tensor needs"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostilePickles")
  void hostilePickleIsRefusedInEveryFormat(String what, byte[] pickle, String message)
      throws IOException {
    assertRefused(PyTorchBytes.legacy(pickle, Map.of()), message);
    assertRefused(PyTorchBytes.zip(pickle, Map.of()), message);
    assertRefused(pickle, message);
  }

  @Test
  void barePickleWithoutAnythingHostileIsNoCheckpointEither() throws IOException {
    assertRefused(assembler().ops("}").end(), "is a pickle, but not one that PyTorch wrote");
  }

  static Stream<Arguments> brokenPickles() {
    return Stream.of(
        hostile("takes too much", assembler().ops("}a"), "takes more from its stack"),
        hostile("takes below a mark", assembler().ops("}(0"), "takes more from its stack"),
        hostile("tuple without a mark", assembler().ops("t"), "takes more from its stack"),
        hostile("leaves values", assembler().ops("}}"), "leaves values on its stack"),
        hostile("leaves a mark", assembler().ops("(}"), "leaves values on its stack"),
        hostile("unknown memo", assembler().ops("h\7"), "recalls value 7, which it never stored"),
        hostile("appends to a number", assembler().number(1).ops("Na"), "what is not a list"),
        hostile("sets in a list", assembler().ops("]NNs"), "what is not a dictionary"),
        hostile("key without value", assembler().ops("}(Nu"), "sets a key without a value"),
        hostile("key that is a list", assembler().ops("}]Ns"), "key that is a sequence"),
        hostile("protocol 9", assembler().op(0x80).op(9), "unknown protocol 9"),
        hostile(
            "text beyond the end",
            assembler().ops("X\u00ff\u00ff\0\0"),
            "ends in the middle of an instruction"),
        hostile("endless text", assembler().ops("X\u00ff\u00ff\u00ff\u007f"), "text of 2147483647"),
        hostile(
            "text of negative length",
            assembler().op(0x8d).ops("\u00ff".repeat(8)),
            "text of 18446744073709551615 bytes"),
        hostile(
            "bytes of negative length",
            assembler().op(0x8e).ops("\u00ff".repeat(8)),
            "ends in the middle of an instruction"),
        hostile(
            "integer of many bytes", assembler().op(0x8b).ops("\0\1\0\0"), "integer of 256 bytes"),
        hostile("text that is not UTF-8", assembler().ops("X\1\0\0\0\u00ff"), "is not UTF-8"),
        hostile(
            "no dictionary", assembler().number(3), "holds no dictionary of tensors but a number"),
        hostile(
            "names that collide",
            assembler().ops("}").text("a").ops("}").text("b").ops("Nss").text("a.b").ops("Ns"),
            "two of its values are named 'a.b'"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenPickles")
  void brokenPickleIsReported(String what, byte[] pickle, String message) throws IOException {
    assertRefused(PyTorchBytes.legacy(pickle, Map.of()), message);
    assertRefused(PyTorchBytes.zip(pickle, Map.of()), message);
  }

  static Stream<Arguments> brokenTensors() {
    long huge = Long.MAX_VALUE;
    return Stream.of(
        broken(Axes.of(new long[] {5}, 1), 0, "reaches element 4 of a storage of 4"),
        broken(Axes.of(new long[] {2}, 1), 3, "reaches element 4 of a storage of 4"),
        broken(Axes.of(new long[] {2}, 1), 5, "begins at 5, outside its storage"),
        broken(Axes.of(new long[] {2}, 1), -1, "begins at -1, outside its storage"),
        broken(Axes.of(new long[] {2}, 4), 0, "reaches element 4 of a storage of 4"),
        broken(Axes.of(new long[] {2}, -1), 1, "must hold whole numbers from 0"),
        broken(Axes.of(new long[] {-2}, 1), 0, "must hold whole numbers from 0"),
        broken(Axes.of(new long[] {2, 2}, 1), 0, "has 2 axes and 1 strides"),
        broken(Axes.of(new long[] {huge, huge}, 0, 0), 0, "is too large"),
        broken(Axes.of(new long[] {3}, huge), 0, "is too large"),
        broken(Axes.of(new long[] {1L << 32}, 0), 0, "repeats elements to 17179869184 bytes"),
        broken(Axes.of(new long[] {1 << 20, 1 << 20}, 0, 0), 0, "repeats elements"),
        broken(Axes.of(new long[65], new long[65]), 0, "has 65 axes"));
  }

  private static Arguments broken(Axes axes, long offset, String message) {
    return Arguments.of(axes, offset, message);
  }

  @ParameterizedTest
  @MethodSource("brokenTensors")
  void tensorOutsideItsStorageIsRefused(Axes axes, long offset, String message) throws IOException {
    byte[] pickle =
        assembler().ops("}").text("a").tensor("FloatStorage", "0", 4, offset, axes).ops("s").end();
    Map<String, Elements> storages = Map.of("0", Elements.counting(4));
    assertRefused(PyTorchBytes.legacy(pickle, storages), message);
    assertRefused(PyTorchBytes.zip(pickle, storages), message);
  }

  @Test
  void storageThatClaimsMoreThanTheFileIsRefused() throws IOException {
    byte[] pickle =
        assembler()
            .ops("}")
            .text("a")
            .tensor("DoubleStorage", "0", 1L << 60, 0, Axes.row(4))
            .ops("s")
            .end();
    assertRefused(PyTorchBytes.zip(pickle, Map.of()), "elements of 8 bytes, more than the file");
  }

  @Test
  void storageWithTwoTypesIsRefused() throws IOException {
    byte[] pickle =
        assembler()
            .ops("}")
            .text("a")
            .tensor("FloatStorage", "0", 4, 0, Axes.row(4))
            .ops("s")
            .text("b")
            .tensor("IntStorage", "0", 4, 0, Axes.row(4))
            .ops("s")
            .end();
    assertRefused(
        PyTorchBytes.zip(pickle, Map.of("0", Elements.counting(4))),
        "storage '0' is said to have two types or lengths");
  }

  @Test
  void conjugateViewsAreRefused() throws IOException {
    PickleAssembler pickle =
        assembler().ops("}").text("a").global("torch._utils", "_rebuild_tensor_v2").ops("(");
    pickle.storage("FloatStorage", "0", 1).number(0).numbers(1).numbers(1).op(0x89);
    pickle.ops("}}").text("neg").op(0x88).ops("stRs");
    assertRefused(
        PyTorchBytes.zip(pickle.end(), Map.of("0", Elements.counting(1))),
        "refuses a tensor with metadata");
  }

  @Test
  @Timeout(10)
  void valuesThatContainThemselvesEndInAnError() throws IOException {
    byte[] inItself = assembler().ops("}q\0").text("a").ops("h\0s").end();
    assertRefused(PyTorchBytes.zip(inItself, Map.of()), "nested more than 64 deep");
    PickleAssembler listInItself = assembler().ops("]q\0h\0a");
    assertRefused(PyTorchBytes.zip(listInItself.end(), Map.of()), "nested more than 64 deep");
  }

  @Test
  @Timeout(10)
  void valuesThatMultiplyEndInAnError() throws IOException {
    // Each list holds the one before it twice.
    PickleAssembler doubling = assembler().ops("](}e");
    for (int i = 0; i < 40; i++) {
      doubling.ops("q\0").ops("0](h\0h\0e");
    }
    assertRefused(PyTorchBytes.zip(doubling.end(), Map.of()), "names and texts are longer than");
    assertThat(doubling.end()).hasSizeLessThan(1000);
  }

  @Test
  @Timeout(20)
  void nestingWithoutEndEndsInAnError() throws IOException {
    byte[] deep = assembler().ops("]".repeat(300_000)).end();
    assertRefused(PyTorchBytes.zip(deep, Map.of()), "stack is deeper than 200000");
    byte[] marks = assembler().ops("(".repeat(300_000)).end();
    assertRefused(PyTorchBytes.zip(marks, Map.of()), "stack is deeper than 200000");
    byte[] nested = assembler().ops("]".repeat(100_000) + "a".repeat(99_999)).end();
    assertRefused(PyTorchBytes.zip(nested, Map.of()), "nested more than 64 deep");
    byte[] tuples = assembler().ops(")" + "\u0085".repeat(100_000)).end();
    assertRefused(PyTorchBytes.zip(tuples, Map.of()), "nested more than 64 deep");
  }

  @Test
  @Timeout(20)
  void pickleOfTooManyInstructionsIsRefused() throws IOException {
    byte[] busy = assembler().ops("N0".repeat(1_100_000)).ops("}").end();
    assertRefused(PyTorchBytes.zip(busy, Map.of()), "has more than 2000000 instructions");
  }

  @Test
  @Timeout(20)
  void longNamesThatAreRepeatedAreRefused() throws IOException {
    String longName = "n".repeat(1 << 20);
    PickleAssembler pickle = assembler().ops("}").text(longName).ops("q\0");
    for (int i = 0; i < 30; i++) {
      pickle.ops("}h\0");
    }
    pickle.ops("N" + "s".repeat(31));
    assertRefused(PyTorchBytes.zip(pickle.end(), Map.of()), "names and texts are longer than");
  }

  private void assertRefused(byte[] bytes, String message) throws IOException {
    Path file = Files.write(folder.resolve("hostile.pth.tar"), bytes);
    assertThatThrownBy(() -> Checkpoint.open(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(message);
  }
}
