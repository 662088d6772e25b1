package org.jukebox4j.vqvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import org.jukebox4j.core.hierarchy.Level;
import org.junit.jupiter.api.Test;

final class VqVaePresetsTest {
  @Test
  void theReleasedCodecHasThePublishedSizes() {
    VqVaeConfig config = VqVaePresets.vqvae();
    assertThat(config.samplesPerCode(Level.BOTTOM)).isEqualTo(8);
    assertThat(config.samplesPerCode(Level.MIDDLE)).isEqualTo(32);
    assertThat(config.samplesPerCode(Level.TOP)).isEqualTo(128);
    Map<String, int[]> parameters = VqVae.parameters(config);
    assertThat(parameters).hasSize(669);
    assertThat(elements(parameters)).isEqualTo(1_878_979);
    assertThat(elements(parameters) - 3 * 2048 * 64).isEqualTo(1_485_763);
  }

  @Test
  void theSmallCodecHasThePublishedSizes() {
    VqVaeConfig config = VqVaePresets.smallVqvae();
    assertThat(config.sampleRate().hertz()).isEqualTo(22_050);
    assertThat(config.samplesPerCode(Level.BOTTOM)).isEqualTo(32);
    assertThat(config.samplesPerCode(Level.MIDDLE)).isEqualTo(256);
    Map<String, int[]> parameters = VqVae.parameters(config);
    assertThat(parameters).hasSize(486);
    assertThat(elements(parameters)).isEqualTo(717_122);
  }

  @Test
  void parametersHaveTheNamesAndShapesOfTheReleasedFile() {
    assertThat(VqVae.parameters(VqVaePresets.vqvae()))
        .containsEntry(
            "encoders.0.level_blocks.0.model.2.1.model.7.model.1.weight", shape(64, 64, 3))
        .containsEntry("encoders.2.level_blocks.1.model.0.0.weight", shape(32, 64, 4))
        .containsEntry("decoders.1.level_blocks.1.model.2.1.weight", shape(32, 64, 4))
        .containsEntry("decoders.2.out.bias", shape(1))
        .containsEntry("bottleneck.level_blocks.2.k", shape(2048, 64));
  }

  @Test
  void anOddStrideIsRefused() {
    VqVaeConfigBuilder builder =
        VqVaeConfig.builder().levels(new int[] {2}, new int[] {3}, new int[] {1});
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "stride must be even, because the length after an odd stride is not the length divided"
                + " by it, but was 3");
  }

  private static int[] shape(int... axes) {
    return axes;
  }

  private static long elements(Map<String, int[]> parameters) {
    return parameters.values().stream()
        .mapToLong(shape -> Arrays.stream(shape).asLongStream().reduce(1, (a, b) -> a * b))
        .sum();
  }
}
