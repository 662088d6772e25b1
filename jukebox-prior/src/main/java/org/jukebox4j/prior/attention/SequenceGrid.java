package org.jukebox4j.prior.attention;

/**
 * A sequence viewed as rows: {@code [blocks, blockLength]}.
 *
 * @param blocks number of rows
 * @param blockLength positions in a row
 */
public record SequenceGrid(int blocks, int blockLength) {
  /**
   * Cuts a sequence into rows.
   *
   * @param length length of the sequence
   * @param blocks number of rows; must divide the length
   * @return the grid
   */
  public static SequenceGrid of(int length, int blocks) {
    if (blocks < 1 || length < 1 || length % blocks != 0) {
      throw new IllegalArgumentException(
          "blocks must divide the length of the sequence, "
              + length
              + " positions, but was "
              + blocks);
    }
    return new SequenceGrid(blocks, length / blocks);
  }

  int length() {
    return blocks * blockLength;
  }

  int block(int position) {
    return position / blockLength;
  }

  int offset(int position) {
    return position % blockLength;
  }
}
