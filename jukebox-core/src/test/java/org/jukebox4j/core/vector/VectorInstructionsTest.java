package org.jukebox4j.core.vector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VectorInstructionsTest {
  @Test
  void testsRunWithTheVectorApiSoThatBothFormsAreCompared() {
    assertThat(VectorInstructions.available()).isTrue();
  }
}
