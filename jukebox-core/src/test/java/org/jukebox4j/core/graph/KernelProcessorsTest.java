package org.jukebox4j.core.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Environment;
import org.nd4j.linalg.factory.Nd4j;

final class KernelProcessorsTest {
  @Test
  void operationsOfNd4jRunOnTheirCallerUntilTheProcessorsAreGivenBack() {
    Environment environment = Nd4j.getEnvironment();
    int before = environment.maxMasterThreads();
    try (KernelProcessors outer = KernelProcessors.claim()) {
      assertThat(environment.maxMasterThreads()).isEqualTo(1);
      KernelProcessors.claim().close();
      assertThat(environment.maxMasterThreads()).as("still claimed").isEqualTo(1);
    }
    assertThat(environment.maxMasterThreads()).isEqualTo(before);
  }
}
