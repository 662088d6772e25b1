package org.jukebox4j.core.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.jukebox4j.core.checkpoint.PickleAssembler.Axes;
import org.jukebox4j.core.checkpoint.PyTorchBytes.Elements;
import org.jukebox4j.core.tensor.FloatTensor;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is wrong with a file, nothing but a {@link CheckpointException} comes out. */
class DamagedFileTest {
  private static final int MUTATIONS = 2000;

  @TempDir private Path folder;

  /** The formats, and a small good file of each. */
  enum Kind {
    SAFETENSORS {
      @Override
      byte[] good(Path folder) throws IOException {
        Path file = folder.resolve("good");
        new SafetensorsWriter()
            .metadata("step", "3")
            .add("a", ElementType.F32, new float[] {1, 2, 3, 4}, 2, 2)
            .add("b", ElementType.F16, new float[] {1, 2}, 2)
            .add("codes", ElementType.I64, new long[] {1, 2}, 1, 2)
            .write(file);
        return Files.readAllBytes(file);
      }
    },
    LEGACY {
      @Override
      byte[] good(Path folder) {
        return PyTorchBytes.legacy(pickle(), storages());
      }
    },
    ZIP {
      @Override
      byte[] good(Path folder) {
        return PyTorchBytes.zip(pickle(), storages());
      }
    };

    abstract byte[] good(Path folder) throws IOException;

    private static byte[] pickle() {
      PickleAssembler pickle = new PickleAssembler().ops("}(").text("model").ops("}(").text("a");
      pickle.tensor("FloatStorage", "0", 6, 0, Axes.of(new long[] {3, 2}, 1, 3));
      pickle.text("b").tensor("FloatStorage", "1", 2, 0, Axes.row(2)).ops("u");
      pickle.text("hps").ops("}").text("levels").number(3).ops("s");
      return pickle.text("step").number(3).ops("u").end();
    }

    private static Map<String, Elements> storages() {
      return Map.of("0", Elements.counting(6), "1", Elements.counting(2));
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void everyTruncationIsReported(Kind kind) throws IOException {
    byte[] good = kind.good(folder);
    assertThat(readAll(good)).isPositive();
    for (int length = 0; length < good.length; length++) {
      byte[] cut = Arrays.copyOf(good, length);
      assertThatThrownBy(() -> readAll(cut))
          .as("first %d of %d bytes", length, good.length)
          .isInstanceOf(CheckpointException.class)
          .hasMessageMatching("(?s).*\\. .*");
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  @Timeout(20)
  void everyMutationIsReadOrReported(Kind kind) throws IOException {
    byte[] good = kind.good(folder);
    SplittableRandom random = new SplittableRandom(20_260_501);
    int reported = 0;
    for (int round = 0; round < MUTATIONS; round++) {
      byte[] bad = good.clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        int at = random.nextInt(bad.length);
        bad[at] =
            (byte) (random.nextBoolean() ? bad[at] ^ 1 << random.nextInt(8) : interesting(random));
      }
      try {
        readAll(bad);
      } catch (CheckpointException expected) {
        reported++;
      } catch (RuntimeException | Error other) {
        throw new AssertionError("mutation " + round + " of " + kind, other);
      }
    }
    assertThat(reported).as("most mutations are noticed").isGreaterThan(MUTATIONS / 3);
  }

  private static int interesting(SplittableRandom random) {
    int[] values = {0, 1, 0x7f, 0x80, 0xff, '.', '(', '{', '}', '0', '9', '"', 'R', 'c'};
    return values[random.nextInt(values.length)];
  }

  private long readAll(byte[] bytes) throws IOException {
    // A new file each time: the mappings of those before are released only now and then.
    Path file = Files.write(Files.createTempFile(folder, "damaged", ""), bytes);
    long read = 0;
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      for (TensorEntry entry : checkpoint.entries().values()) {
        read += checkpoint.floats(entry.name()).length;
        try (FloatTensor tensor = checkpoint.find(entry.name()).orElseThrow()) {
          read += tensor.toArray().length;
        }
        if (entry.type().isInteger()) {
          read += checkpoint.integers(entry.name()).length;
        }
      }
    } finally {
      Files.delete(file);
    }
    return read;
  }
}
