package org.jukebox4j.core.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.imports.converters.DifferentialFunctionClassHolder;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

final class SameDiffExtensionTest {
  @BeforeAll
  static void install() {
    GraphKind.KERNEL.require();
  }

  /**
   * A new version needs a look at every private part that the class names: only then change the
   * constant.
   */
  @Test
  void theVersionOfNd4jIsTheOneWhosePrivatePartsAreKnown() throws IOException {
    try (InputStream described =
        Nd4j.class.getResourceAsStream("/META-INF/maven/org.nd4j/nd4j-api/pom.properties")) {
      Properties properties = new Properties();
      properties.load(described);
      assertThat(properties.getProperty("version")).isEqualTo(SameDiffExtension.ND4J_VERSION);
    }
  }

  @Test
  void operationsAreFoundByNumberAndName() {
    DifferentialFunctionClassHolder classes = DifferentialFunctionClassHolder.getInstance();

    assertThat(
            classes.customOpClassForHashAndName(
                SameDiffExtension.hash(KernelForwardOp.NAME), KernelForwardOp.NAME))
        .isEqualTo(KernelForwardOp.class);
    assertThat(
            classes.customOpClassForHashAndName(
                SameDiffExtension.hash(KernelBackwardOp.NAME), KernelBackwardOp.NAME))
        .isEqualTo(KernelBackwardOp.class);
    assertThat(Nd4j.getExecutioner().getCustomOperations())
        .containsKeys(KernelForwardOp.NAME, KernelBackwardOp.NAME, "matmul");
  }

  @Test
  void installingTwiceChangesNothing() {
    OpExecutioner before = Nd4j.getExecutioner();

    SameDiffExtension.install();

    assertThat(Nd4j.getExecutioner()).isSameAs(before);
  }

  @Test
  void everythingElseStillRuns() {
    assertThat(Nd4j.createFromArray(1f, 2f).mul(3).toFloatVector()).containsExactly(3, 6);
    assertThat(Nd4j.createFromArray(3f, 4f).norm2Number().floatValue()).isEqualTo(5);
  }
}
