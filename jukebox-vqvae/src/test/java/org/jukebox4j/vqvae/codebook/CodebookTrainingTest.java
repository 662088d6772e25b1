package org.jukebox4j.vqvae.codebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.random.KeyedRandom;
import org.junit.jupiter.api.Test;

/** Codes on a line: vectors of width 1, so that everything can be worked by hand. */
final class CodebookTrainingTest {
  private static final float[] BATCH = {0.1f, 0.2f, 0.3f, 2.0f};

  /** The rows of a batch in their order, and noise of 1. */
  private static final RestartDraws IN_ORDER =
      new RestartDraws() {
        @Override
        public int[] rows(int available, int wanted) {
          int[] rows = new int[available];
          Arrays.setAll(rows, i -> i);
          return rows;
        }

        @Override
        public void noise(int row, float[] into) {
          Arrays.fill(into, 1f);
        }
      };

  private static CodebookTraining codebook(int size, RandomRestart restart) {
    return new CodebookTraining(Level.TOP, size, 1, new CodebookSettings(0.5, restart));
  }

  /** Codes at 0, 1 and 5, each as if used twice a step. */
  private static CodebookTraining threeCodes(RandomRestart restart) {
    CodebookTraining codebook = codebook(3, restart);
    codebook.restoreFromExpectedUse(new float[] {0, 1, 5}, 6);
    return codebook;
  }

  @Test
  void everyVectorChoosesTheNearestCode() {
    try (CodebookTraining codebook = threeCodes(RandomRestart.NEVER)) {
      Quantised quantised = codebook.quantise(BATCH);

      assertThat(quantised.codes()).containsExactly(0, 0, 0, 1);
      assertThat(quantised.fit()).isCloseTo((0.01 + 0.04 + 0.09 + 1) / 4, within(1e-6));
    }
  }

  @Test
  void aCodeMovesToTheRunningMeanOfTheVectorsThatChoseIt() {
    try (CodebookTraining codebook = threeCodes(RandomRestart.NEVER)) {
      CodebookMetrics metrics = codebook.update(codebook.quantise(BATCH), IN_ORDER);

      // sums 0.5 * (0, 2, 10) + 0.5 * (0.6, 2, 0); counts 0.5 * 2 + 0.5 * (3, 1, 0)
      assertThat(codebook.sums()).containsExactly(new float[] {0.3f, 2, 5}, within(1e-6f));
      assertThat(codebook.counts()).containsExactly(new float[] {2.5f, 1.5f, 1}, within(1e-6f));
      assertThat(codebook.vectors()).containsExactly(new float[] {0.12f, 4 / 3f, 5}, within(1e-6f));
      assertThat(metrics.restarts()).isZero();
      double entropy = -(0.75 * Math.log(0.75) + 0.25 * Math.log(0.25));
      assertThat(metrics.entropy()).isCloseTo(entropy, within(1e-6));
      assertThat(metrics.entropyBits()).isCloseTo(0.8113, within(1e-4));
      double change = Math.sqrt((0.12 * 0.12 + 1 / 9.0) / 3);
      assertThat(metrics.change()).isCloseTo(change, within(1e-6));
    }
  }

  @Test
  void theOriginalsRuleRestartsACodeBelowOneUseAndKeepsItsSums() {
    try (CodebookTraining codebook = threeCodes(RandomRestart.ORIGINAL)) {
      codebook.update(codebook.quantise(BATCH), IN_ORDER);
      CodebookMetrics second = codebook.update(codebook.quantise(BATCH), IN_ORDER);

      // the third code fell to 0.5 uses: it takes the row that stands in its place
      assertThat(second.restarts()).isEqualTo(1);
      assertThat(second.usage()).isEqualTo(2);
      assertThat(codebook.vectors()[2]).isEqualTo(BATCH[2]);
      assertThat(codebook.counts()[2]).isEqualTo(0.5f);
      assertThat(codebook.sums()[2]).isEqualTo(2.5f);
    }
  }

  @Test
  void theRelativeRuleCountsAgainstTheExpectedUseAndBeginsACodeAnew() {
    RandomRestart rule = new RandomRestart.BelowShareOfExpectedUse(0.5, 0.75);
    try (CodebookTraining codebook = threeCodes(rule)) {
      // expected use 4 / 3, so below 2 / 3 a code is restarted
      codebook.update(codebook.quantise(BATCH), IN_ORDER);
      CodebookMetrics second = codebook.update(codebook.quantise(BATCH), IN_ORDER);

      assertThat(second.restarts()).isEqualTo(1);
      assertThat(codebook.vectors()[2]).isEqualTo(BATCH[2]);
      assertThat(codebook.counts()[2]).isEqualTo(1f); // 0.75 * 4 / 3
      assertThat(codebook.sums()[2]).isEqualTo(BATCH[2]);
    }
  }

  @Test
  void withoutRestartACodeThatNothingChoosesStays() {
    try (CodebookTraining codebook = threeCodes(RandomRestart.NEVER)) {
      for (int step = 0; step < 60; step++) {
        assertThat(codebook.update(codebook.quantise(BATCH), IN_ORDER).restarts()).isZero();
      }
      assertThat(codebook.vectors()[2]).isCloseTo(5f, within(1e-4f));
    }
  }

  @Test
  void theFirstCodesAreVectorsOfTheBatchEachUsedOnce() {
    try (CodebookTraining codebook = codebook(3, RandomRestart.ORIGINAL)) {
      assertThat(codebook.isInitialised()).isFalse();
      codebook.initialise(BATCH, IN_ORDER);

      assertThat(codebook.vectors()).containsExactly(0.1f, 0.2f, 0.3f);
      assertThat(codebook.counts()).containsOnly(1f);
      assertThat(codebook.sums()).isEqualTo(codebook.vectors());
    }
  }

  @Test
  void underTheRelativeRuleTheFirstCodesBeginAsRestartedOnes() {
    RandomRestart rule = new RandomRestart.BelowShareOfExpectedUse(0.1, 0.5);
    try (CodebookTraining codebook = codebook(2, rule)) {
      codebook.initialise(BATCH, 3, IN_ORDER);

      assertThat(codebook.counts()).containsOnly(0.75f); // 0.5 * 3 / 2
      assertThat(codebook.sums()).containsExactly(new float[] {0.075f, 0.15f}, within(1e-6f));
    }
  }

  @Test
  void aBatchThatIsTooSmallIsRepeatedWithALittleNoise() {
    try (CodebookTraining codebook = codebook(6, RandomRestart.ORIGINAL)) {
      codebook.initialise(BATCH, IN_ORDER);

      // 0.01 / sqrt(width) times the noise
      assertThat(codebook.vectors())
          .containsExactly(new float[] {0.11f, 0.21f, 0.31f, 2.01f, 0.11f, 0.21f}, within(1e-6f));
    }
  }

  @Test
  void theSameKeysRestartTheSameCodesWithTheSameVectors() {
    KeyedRandom random = new KeyedRandom(4);
    float[] first = afterKeyedSteps(random);

    assertThat(afterKeyedSteps(random)).isEqualTo(first);
    assertThat(afterKeyedSteps(new KeyedRandom(5))).isNotEqualTo(first);
  }

  private static float[] afterKeyedSteps(KeyedRandom random) {
    float[] batch = new float[40];
    for (int i = 0; i < batch.length; i++) {
      batch[i] = i * i % 17;
    }
    try (CodebookTraining codebook = codebook(8, RandomRestart.ORIGINAL)) {
      codebook.initialise(batch, new KeyedDraws(random, Level.TOP, KeyedDraws.INITIALISATION));
      for (int step = 0; step < 5; step++) {
        codebook.update(codebook.quantise(batch), new KeyedDraws(random, Level.TOP, step));
      }
      return codebook.vectors();
    }
  }

  @Test
  void aCodebookOfAnotherSizeIsRefused() {
    try (CodebookTraining codebook = codebook(3, RandomRestart.ORIGINAL)) {
      assertThatThrownBy(() -> codebook.restore(new float[2], new float[3], new float[3]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "vectors of a codebook: expected 3 elements but there were 2; is this another model's?");
    }
  }

  @Test
  void withoutCodesNothingIsQuantised() {
    try (CodebookTraining codebook = codebook(3, RandomRestart.ORIGINAL)) {
      assertThatThrownBy(() -> codebook.quantise(BATCH))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("the codebook of the top level has no vectors yet");
    }
  }
}
