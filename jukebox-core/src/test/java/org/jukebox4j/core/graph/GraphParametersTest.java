package org.jukebox4j.core.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jukebox4j.core.parameter.ParameterSource;
import org.jukebox4j.core.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SameDiff;

final class GraphParametersTest {
  @Test
  void whatIsWrittenToATensorIsReadByTheNextRun() {
    SameDiff graph = GraphKind.KERNEL.newGraph();
    GraphParameters parameters = new GraphParameters(graph, Map.of("a.weight", new int[] {2}));
    parameters.variable("a.weight").mul(3).sum("loss");
    graph.setLossVariables("loss");
    parameters.load(ParameterSource.of(Map.of("a.weight", FloatTensor.of(new float[] {1, 2}, 2))));
    assertThat(loss(graph)).isEqualTo(9f);
    Objects.requireNonNull(parameters.tensors().get("a.weight")).write(1, new float[] {5}, 0, 1);
    assertThat(loss(graph)).isEqualTo(18f);
  }

  private static float loss(SameDiff graph) {
    return GradientGraph.calculate(graph, Map.of(), List.of("loss"), List.of("a.weight"))
        .output("loss")
        .getFloat(0);
  }

  @Test
  void weightsOfAnotherModelAreRefusedByName() {
    SameDiff graph = GraphKind.KERNEL.newGraph();
    GraphParameters parameters = new GraphParameters(graph, Map.of("a.weight", new int[] {2}));
    assertThatThrownBy(
            () ->
                parameters.load(
                    ParameterSource.of(
                        Map.of("a.weight", FloatTensor.of(new float[] {1, 2, 3}, 3)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a.weight of shape [2] is missing or has another shape");
    assertThatThrownBy(() -> parameters.variable("b"))
        .hasMessageContaining("the graph has no parameter b");
  }
}
