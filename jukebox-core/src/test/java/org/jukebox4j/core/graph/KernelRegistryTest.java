package org.jukebox4j.core.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class KernelRegistryTest {
  @Test
  void aKernelIsFoundByItsNumber() {
    GraphKernel kernel = new SampleKernels.QuickGelu();

    long number = KernelRegistry.add(kernel);

    assertThat(KernelRegistry.find(number)).isSameAs(kernel);
  }

  @Test
  void anUnknownNumberSaysThatGraphsAreNotSaved() {
    assertThatThrownBy(() -> KernelRegistry.find(-1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("kernel -1")
        .hasMessageContaining("save its parameters and build it again");
  }

  @Test
  void kernelsThatNoGraphHoldsAreForgotten() throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      KernelRegistry.add(new SampleKernels.QuickGelu());
    }
    long patience = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (KernelRegistry.size() >= 100 && System.nanoTime() < patience) {
      System.gc();
      Thread.sleep(10);
    }
    assertThat(KernelRegistry.size()).isLessThan(100);
  }
}
