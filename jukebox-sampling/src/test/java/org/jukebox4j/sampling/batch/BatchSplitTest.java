package org.jukebox4j.sampling.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BatchSplitTest {
  @Test
  void onlyTheLastBatchIsSmaller() {
    assertThat(BatchSplit.of(7, 3))
        .containsExactly(new BatchSplit(0, 3), new BatchSplit(3, 6), new BatchSplit(6, 7));
    assertThat(BatchSplit.of(1, 16)).containsExactly(new BatchSplit(0, 1));
    assertThat(BatchSplit.of(6, 3)).extracting(BatchSplit::size).containsExactly(3, 3);
  }

  @Test
  void emptyBatchesAreRefused() {
    assertThatThrownBy(() -> BatchSplit.of(0, 3))
        .hasMessage("items and largest must be at least 1, but were 0 and 3");
    assertThatThrownBy(() -> new BatchSplit(2, 2)).hasMessageContaining("at least one item");
  }
}
