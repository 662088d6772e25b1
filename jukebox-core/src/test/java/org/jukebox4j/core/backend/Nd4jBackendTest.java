package org.jukebox4j.core.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class Nd4jBackendTest {
  private static final GpuDevice HOPPER = new GpuDevice("NVIDIA H200", 9, 0, 143771);
  private static final GpuDevice BLACKWELL = new GpuDevice("NVIDIA B200", 10, 0, 183359);
  private static final GpuDevice AMPERE = new GpuDevice("NVIDIA A100", 8, 0, 40960);
  private static final GpuDevice ADA = new GpuDevice("NVIDIA L4", 8, 9, 23034);

  @Test
  void refusesHopperAndNamesTheRemedy() {
    assertThatThrownBy(() -> Nd4jBackend.check(List.of(AMPERE, HOPPER), Map.of(), false))
        .isInstanceOf(UnsupportedGpuException.class)
        .hasMessage(
            "ND4J's CUDA backend (nd4j-cuda-11.6) runs on compute capability 3.7 to 8.9, but"
                + " NVIDIA H200 has 9.0. Build without -Pcuda, so that ND4J computes on the CPU.");
  }

  @Test
  void refusesBlackwellWhichHasTwoDigits() {
    assertThatThrownBy(() -> Nd4jBackend.check(List.of(BLACKWELL), Map.of(), true))
        .hasMessageContaining("NVIDIA B200 has 10.0")
        .hasMessageContaining("BACKEND_PRIORITY_GPU=-1");
  }

  @Test
  void acceptsWhatTheBackendHasCodeFor() {
    assertThatCode(() -> Nd4jBackend.check(List.of(AMPERE, ADA), Map.of(), false))
        .doesNotThrowAnyException();
    assertThat(new GpuDevice("Tesla K40", 3, 5, 11441).runsNd4jCuda()).isFalse();
  }

  @Test
  void leavesTheChoiceOfTheCpuAlone() {
    Map<String, String> environment = Map.of("BACKEND_PRIORITY_GPU", "-1");

    assertThatCode(() -> Nd4jBackend.check(List.of(HOPPER), environment, true))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> Nd4jBackend.check(List.of(HOPPER), environment, false))
        .isInstanceOf(UnsupportedGpuException.class);
  }
}
