package org.jukebox4j.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProductBlocksTest {
  @ParameterizedTest
  @CsvSource({"1, 13, 3", "1, 32, 480", "2, 513, 1441", "3, 1025, 127", "1, 2048, 5760"})
  void everyCellIsComputedOnceAndNoBlockHasRowsOfTwoItems(int items, int rows, int columns) {
    AtomicIntegerArray computed = new AtomicIntegerArray(items * rows * columns);
    new ProductBlocks(items, rows, columns)
        .forEach(
            (firstRow, height, firstColumn, width) -> {
              assertThat(firstRow / rows).isEqualTo((firstRow + height - 1) / rows);
              for (int row = firstRow; row < firstRow + height; row++) {
                for (int column = firstColumn; column < firstColumn + width; column++) {
                  computed.incrementAndGet(row * columns + column);
                }
              }
            });
    assertThat(IntStream.range(0, computed.length()).map(computed::get)).containsOnly(1);
  }
}
