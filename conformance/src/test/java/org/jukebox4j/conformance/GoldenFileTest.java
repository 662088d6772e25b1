package org.jukebox4j.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jukebox4j.core.parameter.ParameterSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GoldenFileTest {
  @TempDir Path folder;

  private GoldenFile golden() throws IOException {
    String header =
        "{\"__metadata__\":{\"seed\":\"7\",\"starts\":\"[0, 3]\"},"
            + "\"param.a.w\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]},"
            + "\"in.half\":{\"dtype\":\"F16\",\"shape\":[5],\"data_offsets\":[8,18]},"
            + "\"out.z\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[18,26]}}";
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + 26).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(text.length).put(text).putFloat(1.5f).putFloat(-2f);
    for (int half : new int[] {0x3c00, 0xc000, 0x0001, 0x7c00, 0x7bff}) {
      bytes.putShort((short) half);
    }
    bytes.putLong(-5);
    return GoldenFile.read(Files.write(folder.resolve("ops.safetensors"), bytes.array()));
  }

  @Test
  void tensorsOfAllTypesAreRead() throws IOException {
    GoldenFile golden = golden();
    assertThat(golden.name()).isEqualTo("ops");
    assertThat(golden.floats("param.a.w")).containsExactly(1.5f, -2f);
    assertThat(golden.doubles("in.half"))
        .containsExactly(1, -2, 0x1p-24, Double.POSITIVE_INFINITY, 65504);
    assertThat(golden.integers("out.z")).containsExactly(-5);
    assertThat(golden.shape("param.a.w")).containsExactly(1, 2);
  }

  @Test
  void metadataAreTextOrJson() throws IOException {
    GoldenFile golden = golden();
    assertThat(golden.metadata("seed")).isEqualTo("7");
    assertThat(GoldenJson.ints(golden.json("starts"))).containsExactly(0, 3);
  }

  @Test
  void weightsAreFoundWithoutTheirPrefix() throws IOException {
    GoldenFile golden = golden();
    ParameterSource weights = golden.parameters("param.");
    assertThat(weights.names()).containsExactly("a.w");
    assertThat(weights.find("a.w", 1, 2).orElseThrow().toArray()).containsExactly(1.5f, -2f);
    assertThat(weights.find("b", 1)).isEmpty();
  }

  @Test
  void whatIsMissingIsNamed() throws IOException {
    GoldenFile golden = golden();
    assertThatThrownBy(() -> golden.floats("in.x")).hasMessage("ops has no tensor in.x");
    assertThatThrownBy(() -> golden.json("cfg")).hasMessage("ops has no metadata entry cfg");
  }
}
