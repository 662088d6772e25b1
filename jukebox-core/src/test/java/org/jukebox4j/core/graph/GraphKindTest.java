package org.jukebox4j.core.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jukebox4j.core.backend.Nd4jBackend;
import org.junit.jupiter.api.Test;

final class GraphKindTest {
  private static final Nd4jBackend CPU = new Nd4jBackend("CpuBackend", false);
  private static final Nd4jBackend CUDA = new Nd4jBackend("JCublasBackend", true);

  @Test
  void theFormFollowsTheBackend() {
    assertThat(GraphKind.preferredOn(CPU)).isEqualTo(GraphKind.KERNEL);
    assertThat(GraphKind.preferredOn(CUDA)).isEqualTo(GraphKind.REFERENCE);
  }

  @Test
  void kernelGraphsAreRefusedOnAGraphicsProcessor() {
    assertThatThrownBy(() -> GraphKind.KERNEL.requireOn(CUDA))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "kernel graphs compute on the CPU, but ND4J runs on its backend JCublasBackend: use"
                + " the reference graph, which GraphKind.preferred() chooses here");
    assertThatCode(() -> GraphKind.REFERENCE.requireOn(CUDA)).doesNotThrowAnyException();
  }
}
