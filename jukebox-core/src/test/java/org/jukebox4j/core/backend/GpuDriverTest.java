package org.jukebox4j.core.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class GpuDriverTest {
  @Test
  void readsNameCapabilityAndMemoryOfEveryProcessor() {
    List<GpuDevice> devices =
        GpuDevice.parse(
            List.of("NVIDIA H100 80GB HBM3, 9.0, 81559", "Tesla K80, 3.7, 11441 MiB", ""));

    assertThat(devices)
        .containsExactly(
            new GpuDevice("NVIDIA H100 80GB HBM3", 9, 0, 81559),
            new GpuDevice("Tesla K80", 3, 7, 11441));
  }

  @Test
  void aDriverTooOldToTellTheCapabilityGivesNoDevice() {
    assertThat(GpuDevice.parse(List.of("Field \"compute_cap\" is not a valid field to query.")))
        .isEmpty();
  }

  @Test
  void aMachineWithoutDriverHasNoDevice() {
    assertThat(new GpuDriver(List.of("no-such-command-of-a-driver")).devices()).isEmpty();
  }

  @Test
  void anAnswerOfTheCommandIsParsed() {
    GpuDriver driver = new GpuDriver(List.of("echo", "NVIDIA A100, 8.0, 40960"));

    assertThat(driver.devices()).containsExactly(new GpuDevice("NVIDIA A100", 8, 0, 40960));
  }
}
