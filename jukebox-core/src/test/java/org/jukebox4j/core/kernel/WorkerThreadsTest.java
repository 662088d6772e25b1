package org.jukebox4j.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

final class WorkerThreadsTest {
  @Test
  void everyPieceIsDoneOnce() {
    for (int count : new int[] {0, 1, 2, 3, 1000}) {
      AtomicIntegerArray done = new AtomicIntegerArray(1001);
      WorkerThreads.forEach(count, done::incrementAndGet);
      for (int i = 0; i <= 1000; i++) {
        assertThat(done.get(i)).as("piece %d of %d", i, count).isEqualTo(i < count ? 1 : 0);
      }
    }
  }

  @Test
  void piecesMayHaveManyPiecesOfTheirOwn() {
    AtomicIntegerArray done = new AtomicIntegerArray(64);
    WorkerThreads.forEach(
        8, outer -> WorkerThreads.forEach(8, inner -> done.incrementAndGet(8 * outer + inner)));
    for (int i = 0; i < 64; i++) {
      assertThat(done.get(i)).isEqualTo(1);
    }
  }

  @Test
  void aPieceThatFailsFailsTheWhole() {
    assertThatThrownBy(
            () ->
                WorkerThreads.forEach(
                    100,
                    piece -> {
                      if (piece == 17) {
                        throw new IllegalStateException("piece 17");
                      }
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("piece 17");
  }
}
