package org.jukebox4j.sampling.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jukebox4j.core.hierarchy.Level;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplingStateFileTest {
  private static final SamplingState STATE =
      new SamplingState(
          "{\"seed\":42}",
          "model-1",
          Map.of(Level.TOP, 2, Level.MIDDLE, 0),
          new HierarchyCodes(
              Map.of(
                  Level.TOP, List.of(new int[] {1, 2, 3}, new int[] {4, 5, 2047}),
                  Level.MIDDLE, List.of(new int[0], new int[0]))));

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void writeAState() {
    file = folder.resolve("state.safetensors");
    SamplingStateFile.write(file, STATE);
  }

  @Test
  void aStateIsWrittenAndReadBack() {
    assertThat(SamplingStateFile.read(file)).isEqualTo(STATE);
  }

  @Test
  void theFileIsReplacedAsAWholeAndNothingIsLeftBeside() throws IOException {
    SamplingState later = new SamplingState("{}", "model-2", Map.of(), STATE.codes().sample(1));
    SamplingStateFile.write(file, later);
    assertThat(SamplingStateFile.read(file).fingerprint()).isEqualTo("model-2");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    for (int length = 0; length < bytes.length; length += 7) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertRefused("the sampling state cannot be read: " + file);
    }
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> SamplingStateFile.read(file))
        .isInstanceOf(SamplingStateException.class)
        .hasMessageContaining(message);
  }

  private void replace(String from, String to) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertThat(text).contains(from);
    assertThat(to).hasSameSizeAs(from);
    Files.writeString(file, text.replace(from, to), StandardCharsets.ISO_8859_1);
  }

  @Test
  void otherVersionsAndOtherFilesAreNamed() throws IOException {
    replace("sampling-state\":\"1", "sampling-state\":\"9");
    assertRefused(
        "this version reads sampling states of version 1, but it is of version 9;"
            + " resume it with the version that wrote it");
    replace("sampling-state", "sampling-stato");
    assertRefused("it is no sampling state");
    Files.writeString(file, "a text");
    assertRefused("the sampling state cannot be read");
  }

  @Test
  void lyingMetadataAreNamed() throws IOException {
    replace("top\\\":2", "top\\\":7");
    assertRefused("the top level was given 7 codes, but holds 3");
    replace("top\\\":7", "top\\\":x");
    assertRefused("given");
    replace("\"given\"", "\"gaven\"");
    assertRefused("given must be in the metadata, but is missing");
  }

  @Test
  void codesOfUnequalLengthAreRefused() {
    assertThatThrownBy(() -> new HierarchyCodes(Map.of(Level.TOP, List.of(new int[2], new int[3]))))
        .hasMessage(
            "the samples must hold equally many codes,"
                + " but at the top level one holds 2 and one 3");
    assertThatThrownBy(
            () ->
                new HierarchyCodes(
                    Map.of(
                        Level.TOP, List.of(new int[2]),
                        Level.MIDDLE, List.of(new int[3], new int[3]))))
        .hasMessage("every level must hold codes of 2 samples, but the top level holds 1");
    assertThatThrownBy(() -> new HierarchyCodes(Map.of()))
        .hasMessage("codes must be of at least one level and one sample");
    assertThatThrownBy(() -> STATE.codes().sample(2))
        .hasMessage("sample must be between 0 and 1, but was 2");
  }
}
