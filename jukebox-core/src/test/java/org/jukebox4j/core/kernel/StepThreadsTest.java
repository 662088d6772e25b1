package org.jukebox4j.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StepThreadsTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void everyPieceOfEveryOperationIsDoneOnceBeforeTheNextBegins(int count) {
    try (StepThreads threads = StepThreads.start(count)) {
      assertThat(threads.count()).isEqualTo(count);
      for (int operation = 0; operation < 2000; operation++) {
        int pieces = operation % 9;
        AtomicIntegerArray done = new AtomicIntegerArray(9);
        threads.run(pieces, done::incrementAndGet);
        for (int i = 0; i < 9; i++) {
          assertThat(done.get(i)).isEqualTo(i < pieces ? 1 : 0);
        }
      }
    }
  }

  @Test
  void piecesRunAtOnceAlsoAfterTheThreadsFellAsleep() throws InterruptedException {
    try (StepThreads threads = StepThreads.start(2)) {
      for (int operation = 0; operation < 3; operation++) {
        TimeUnit.MILLISECONDS.sleep(20);
        CountDownLatch both = new CountDownLatch(2);
        ConcurrentHashMap<Thread, Integer> seen = new ConcurrentHashMap<>();
        threads.run(
            2,
            piece -> {
              seen.put(Thread.currentThread(), piece);
              both.countDown();
              awaitOther(both);
            });
        assertThat(seen).hasSize(2);
      }
    }
  }

  private static void awaitOther(CountDownLatch both) {
    try {
      if (!both.await(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the other piece did not begin");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatAPieceThrowsReachesTheCallerAndTheThreadsGoOn() {
    try (StepThreads threads = StepThreads.start(2)) {
      for (int operation = 0; operation < 50; operation++) {
        assertThatThrownBy(
                () ->
                    threads.run(
                        4,
                        piece -> {
                          if (piece == 2) {
                            throw new IllegalStateException("piece 2");
                          }
                        }))
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("piece 2");
      }
      AtomicIntegerArray done = new AtomicIntegerArray(4);
      threads.run(4, done::incrementAndGet);
      assertThat(done).hasToString("[1, 1, 1, 1]");
    }
  }

  @Test
  void noThreadIsRefused() {
    assertThatThrownBy(() -> StepThreads.start(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threads must be at least 1, but was 0");
  }
}
