package org.jukebox4j.corpus.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class InOrderTest {
  @Test
  void whatIsMadeLateIsTakenInItsTurn() {
    CountDownLatch secondIsMade = new CountDownLatch(1);
    List<Integer> taken = new ArrayList<>();

    new InOrder(2)
        .<Integer>forEach(
            20,
            number -> {
              if (number == 0) {
                await(secondIsMade);
              } else if (number == 1) {
                secondIsMade.countDown();
              }
              return number;
            },
            taken::add);

    assertThat(taken).containsExactlyElementsOf(IntStream.range(0, 20).boxed().toList());
  }

  @Test
  void noMoreAreMadeAheadThanThereAreThreads() {
    AtomicInteger ahead = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();

    new InOrder(3)
        .<Integer>forEach(
            30,
            number -> {
              most.accumulateAndGet(ahead.incrementAndGet(), Math::max);
              return number;
            },
            number -> ahead.decrementAndGet());

    // One that is being taken is no longer counted as ahead.
    assertThat(most.get()).isBetween(1, 4);
    assertThat(ahead.get()).isZero();
  }

  @Test
  void aFailureInterruptsTheOthersAndIsThrown() {
    AtomicInteger interrupted = new AtomicInteger();
    CountDownLatch waiting = new CountDownLatch(1);

    assertThatThrownBy(
            () ->
                new InOrder(2)
                    .<Integer>forEach(
                        2,
                        number -> {
                          if (number == 0) {
                            await(waiting);
                            throw new IllegalArgumentException("song 0 is out of tune");
                          }
                          try {
                            waiting.countDown();
                            new CountDownLatch(1).await();
                          } catch (InterruptedException expected) {
                            interrupted.incrementAndGet();
                          }
                          return number;
                        },
                        number -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("song 0 is out of tune");
    assertThat(interrupted.get()).isEqualTo(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
