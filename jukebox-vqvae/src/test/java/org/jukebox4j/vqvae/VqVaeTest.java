package org.jukebox4j.vqvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.parameter.ParameterMismatchException;
import org.jukebox4j.core.parameter.ParameterSource;
import org.jukebox4j.core.parameter.RandomParameters;
import org.jukebox4j.core.tensor.FloatTensor;
import org.jukebox4j.vqvae.codebook.Codebook;
import org.jukebox4j.vqvae.codebook.NearestCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class VqVaeTest {
  @ParameterizedTest
  @EnumSource(Level.class)
  void decodingGivesTheSamplesOfWholeCodes(Level level) {
    try (VqVae codec = TinyCodecs.codec()) {
      int samplesPerCode = codec.samplesPerCode(level);
      int[] codes = codec.encode(TinyCodecs.audio(1000, 1), level);
      assertThat(codes).hasSize(1000 / samplesPerCode);
      assertThat(Arrays.stream(codes).allMatch(code -> code >= 0 && code < 32)).isTrue();
      assertThat(codec.decode(codes, level)).hasSize(codes.length * samplesPerCode);
    }
  }

  @Test
  void samplesAfterTheLastWholeCodeHaveNoInfluence() {
    try (VqVae codec = TinyCodecs.codec()) {
      float[] audio = TinyCodecs.audio(16 * 20 + 13, 2);
      float[] changed = audio.clone();
      Arrays.fill(changed, 16 * 20, changed.length, 1f);
      assertThat(codec.encode(changed, Level.MIDDLE).length).isEqualTo(41);
      assertThat(codec.encode(changed, Level.TOP)).isEqualTo(codec.encode(audio, Level.TOP));
    }
  }

  @Test
  void theCodesAreThoseNearestToTheEncodersOutput() {
    try (VqVae codec = TinyCodecs.codec()) {
      float[] audio = TinyCodecs.audio(4096, 3);
      int[] codes = codec.encode(audio, Level.BOTTOM);
      float[] encoded = codec.encodeToVectors(audio, Level.BOTTOM);
      int[] all = new int[32];
      Arrays.setAll(all, i -> i);
      float[] codebook = codec.vectorsOf(all, Level.BOTTOM);
      for (int i = 0; i < codes.length; i++) {
        double chosen = distance(encoded, i, codebook, codes[i]);
        for (int code : all) {
          assertThat(chosen).isLessThanOrEqualTo(distance(encoded, i, codebook, code) + 1e-6);
        }
      }
      assertThat(Arrays.stream(codes).distinct().count()).isGreaterThan(3);
    }
  }

  @ParameterizedTest
  @CsvSource({"BOTTOM, 150001", "MIDDLE, 70000", "TOP, 65536", "TOP, 33"})
  void aStreamGivesWhatTheWholeGives(Level level, int length) {
    float[] audio = TinyCodecs.audio(length, 4);
    Random random = new Random(length);
    try (VqVae codec = TinyCodecs.codec()) {
      int[] codes = codec.encode(audio, level);
      CollectedCodes streamed = new CollectedCodes(codes.length);
      try (EncodingStream stream = codec.encoding(level, streamed)) {
        for (int at = 0; at < length; ) {
          int count = Math.min(length - at, 1 + random.nextInt(9000));
          stream.write(audio, at, count);
          at += count;
        }
        stream.finish();
      }
      assertThat(streamed.values).isEqualTo(codes);
      assertThat(streamed.count).isEqualTo(codes.length);
    }
  }

  @Test
  void decodingAStreamGivesTheSameBits() {
    Random random = new Random(5);
    int[] codes = random.ints(9000, 0, 32).toArray();
    try (VqVae codec = TinyCodecs.codec()) {
      float[] whole = codec.decode(codes, Level.TOP);
      float[] streamed = new float[whole.length];
      int[] written = {0};
      SampleSink sink =
          (samples, offset, count) -> {
            System.arraycopy(samples, offset, streamed, written[0], count);
            written[0] += count;
          };
      try (DecodingStream stream = codec.decoding(Level.TOP, sink)) {
        for (int at = 0; at < codes.length; at += 1000) {
          stream.write(codes, at, 1000);
        }
        stream.finish();
      }
      assertThat(written[0]).isEqualTo(whole.length);
      assertThat(Arrays.mismatch(streamed, whole)).as("first sample that differs").isEqualTo(-1);
    }
  }

  @Test
  void aPassOverTheWholeAtOnceGivesTheSameCodes() {
    float[] audio = TinyCodecs.audio(150_000, 6);
    try (VqVae codec = TinyCodecs.codec()) {
      float[] vectors = codec.encodeToVectors(audio, Level.BOTTOM);
      int[] codes = codec.encode(audio, Level.BOTTOM);
      int[] all = new int[32];
      Arrays.setAll(all, i -> i);
      float[] codebook = codec.vectorsOf(all, Level.BOTTOM);
      int[] fromWhole = new int[codes.length];
      Codebook copy = new Codebook(Level.BOTTOM, FloatTensor.of(codebook, 32, 8));
      try (NearestCode nearest = new NearestCode(copy)) {
        nearest.find(vectors, 0, codes.length, fromWhole, 0);
      }
      assertThat(fromWhole).isEqualTo(codes);
    }
  }

  @Test
  void tooLittleAudioIsRefused() {
    try (VqVae codec = TinyCodecs.codec()) {
      assertThatThrownBy(() -> codec.encode(new float[5], Level.MIDDLE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "samples must fill at least one code of the middle level, which takes 8 samples"
                  + " (0.0002 s), but there were 5; give more audio");
    }
  }

  @Test
  void aCodeBeyondTheCodebookIsRefused() {
    try (VqVae codec = TinyCodecs.codec()) {
      assertThatThrownBy(() -> codec.decode(new int[] {3, 32}, Level.TOP))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "codes of the top level must be between 0 and 31, but code 1 was 32; were they made"
                  + " by another codec?");
    }
  }

  @Test
  void aLevelThatTheCodecLacksIsRefused() {
    VqVaeConfig config =
        VqVaeConfig.builder().levels(new int[] {1}, new int[] {2}, new int[] {1}).build();
    try (VqVae codec = VqVae.load(config, new RandomParameters(1))) {
      assertThatThrownBy(() -> codec.samplesPerCode(Level.TOP))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("level must be one of the codec's 1, counted from the bottom, but was top");
    }
  }

  @Test
  void weightsOfAnotherCodecAreRefusedWithTheirNames() {
    Map<String, FloatTensor> tensors =
        Map.of("decoders.0.out.wrong", FloatTensor.of(new float[] {1}, 1));
    assertThatThrownBy(() -> VqVae.load(TinyCodecs.config(), ParameterSource.of(tensors)))
        .isInstanceOf(ParameterMismatchException.class)
        .hasMessageContaining("the checkpoint does not fit the VQ-VAE")
        .hasMessageContaining("1 unexpected: decoders.0.out.wrong");
  }

  private static double distance(float[] x, int row, float[] codebook, int code) {
    double sum = 0;
    for (int i = 0; i < 8; i++) {
      double d = (double) x[row * 8 + i] - codebook[code * 8 + i];
      sum += d * d;
    }
    return sum;
  }

  private static final class CollectedCodes implements CodeSink {
    final int[] values;
    int count;

    CollectedCodes(int length) {
      values = new int[length];
    }

    @Override
    public void accept(int[] codes, int offset, int length) {
      System.arraycopy(codes, offset, values, count, length);
      count += length;
    }
  }
}
