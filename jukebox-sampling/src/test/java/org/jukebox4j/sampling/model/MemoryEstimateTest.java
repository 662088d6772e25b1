package org.jukebox4j.sampling.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.parameter.Precision;
import org.jukebox4j.prior.PriorConfig;
import org.junit.jupiter.api.Test;

class MemoryEstimateTest {
  private static final long GB = 1_000_000_000;

  private static MemoryEstimate of(ReleasedModel model) {
    return MemoryEstimate.of(model.description());
  }

  @Test
  void parametersAreThoseOfTheReleasedModels() {
    // Tied output matrices are stored twice.
    assertThat(of(ReleasedModel.FIVE_B).level(Level.BOTTOM).parameters()).isEqualTo(985_230_336L);
    assertThat(of(ReleasedModel.FIVE_B).level(Level.TOP).parameters() / 1e6)
        .isBetween(5_060.0, 5_061.0);
    assertThat(of(ReleasedModel.FIVE_B_LYRICS).level(Level.TOP).parameters() / 1e6)
        .isBetween(5_640.0, 5_641.0);
    assertThat(of(ReleasedModel.ONE_B_LYRICS).level(Level.TOP).parameters() / 1e6)
        .isBetween(942.0, 950.0);
  }

  @Test
  void oneLevelIsInMemoryAtATime() {
    MemoryEstimate estimate = of(ReleasedModel.FIVE_B);
    assertThat(estimate.peakBytes(1)).isBetween(21 * GB, 26 * GB);
    assertThat(of(ReleasedModel.ONE_B_LYRICS).peakBytes(1)).isBetween(4 * GB, 6 * GB);
    assertThat(estimate.peakBytes(3)).isGreaterThan(estimate.peakBytes(1));
  }

  @Test
  void eightBitsTakeAQuarterOfTheMatricesAndPutThemOnTheHeap() {
    ModelDescription description = ReleasedModel.ONE_B_LYRICS.description();
    MemoryEstimate.LevelNeed exact = MemoryEstimate.of(description).level(Level.TOP);
    MemoryEstimate.LevelNeed rounded =
        MemoryEstimate.of(description, Precision.INT8).level(Level.TOP);
    assertThat(exact.heapWeightBytes()).isZero();
    // 72 layers of 3 * 2048^2 weights and the output matrices of codes and lyrics.
    assertThat(rounded.heapWeightBytes()).isBetween(72L * 3 * 2048 * 2048, 930_000_000L);
    PriorConfig prior = description.prior(Level.TOP);
    assertThat(exact.weightBytes() - rounded.weightBytes())
        .isEqualTo(4 * prior.matrixElements() - rounded.heapWeightBytes());
    // Output matrices, of 2048 codes and of the lyrics, take two bytes an element.
    assertThat(rounded.heapWeightBytes() - prior.matrixElements())
        .isBetween(2048L * 2048, 2048L * 2048 + 80 * 2048);
    assertThat((double) rounded.weightBytes() / exact.weightBytes()).isBetween(0.25, 0.35);
    assertThat(rounded.secondsPerCode()).isLessThan(exact.secondsPerCode());
  }

  @Test
  void aHeapThatCannotHoldTheRoundedWeightsIsRefused() {
    MemoryEstimate rounded = MemoryEstimate.of(ReleasedModel.FIVE_B.description(), Precision.INT8);
    assertThatThrownBy(() -> rounded.requireFits(new MachineMemory(64 * GB, 4 * GB)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("needs a Java heap of")
        .hasMessageContaining("but it is limited to 4.0 GB; start Java with a larger -Xmx");
    rounded.requireFits(new MachineMemory(16 * GB, 12 * GB));
  }

  @Test
  void aModelThatCannotFitIsRefusedInPlainWords() {
    assertThatThrownBy(
            () -> of(ReleasedModel.FIVE_B).requireFits(new MachineMemory(16 * GB, 4 * GB)))
        .isInstanceOf(ModelException.class)
        .hasMessageMatching(
            "the model 5b needs 2\\d\\.\\d GB of memory to make one sample,"
                + " but this machine has 16\\.0 GB in all;"
                + " use a smaller model or a machine with more memory");
    assertThatThrownBy(
            () -> of(ReleasedModel.FIVE_B).requireFits(new MachineMemory(64 * GB, GB / 10)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("needs a Java heap of")
        .hasMessageContaining("but it is limited to 0.1 GB; start Java with a larger -Xmx");
    of(ReleasedModel.FIVE_B).requireFits(new MachineMemory(64 * GB, 16 * GB));
  }

  @Test
  void memoryBoundsHowManySamplesAreDecodedAtATime() {
    MemoryEstimate estimate = of(ReleasedModel.FIVE_B);
    assertThat(estimate.largestBatch(Level.TOP, new MachineMemory(16 * GB, 4 * GB))).isEqualTo(1);
    int some = estimate.largestBatch(Level.TOP, new MachineMemory(32 * GB, 8 * GB));
    assertThat(some).isBetween(2, 15);
    assertThat(estimate.largestBatch(Level.TOP, new MachineMemory(999 * GB, 99 * GB)))
        .isEqualTo(MemoryEstimate.MOST_AT_ONCE);
  }

  @Test
  void timeGrowsWithMusicSamplesAndModel() {
    ModelDescription small = ModelSource.untrained(0).describe();
    MemoryEstimate estimate = MemoryEstimate.of(small);
    double ten = estimate.secondsToSample(small, 10, 1);
    assertThat(ten).isBetween(0.2, 60.0);
    assertThat(estimate.secondsToSample(small, 20, 1)).isBetween(1.8 * ten, 2.3 * ten);
    assertThat(estimate.secondsToSample(small, 10, 3)).isBetween(2.9 * ten, 3.1 * ten);
    ModelDescription large = ReleasedModel.FIVE_B.description();
    double hours = MemoryEstimate.of(large).secondsToSample(large, 20, 1) / 3600;
    assertThat(hours).isBetween(2.0, 60.0);
  }
}
