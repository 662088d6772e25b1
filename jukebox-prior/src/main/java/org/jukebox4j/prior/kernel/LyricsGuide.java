package org.jukebox4j.prior.kernel;

/**
 * What one head's attention to lyrics misses of the characters that are sung: {@code bits =
 * -log2(s)} for each code, with {@code s} for the sum of its weights over them; 0 where they are
 * not known. The gradient is {@code d bits / d logit_j = P_j (s - [j is sung]) / (s ln 2)}.
 */
final class LyricsGuide {
  private static final double LOG_2 = Math.log(2);

  /** Keeps the bits finite where nothing of the attention is right. */
  private static final double LEAST = 1e-9;

  private final int head;
  private final int[] first;
  private final int[] end;
  private final float[] rows;

  /**
   * Prepares a guide.
   *
   * @param head which head is guided
   * @param first first sung character of every row, {@code [items * time]}
   * @param end the character after the last one, {@code [items * time]}
   * @param rows in a forward pass receives the bits, in a backward pass holds their gradient,
   *     {@code [items * time]}
   */
  LyricsGuide(int head, int[] first, int[] end, float[] rows) {
    this.head = head;
    this.first = first;
    this.end = end;
    this.rows = rows;
  }

  boolean guides(int number) {
    return number == head;
  }

  /** The first row of an item. */
  int rowOf(int item, int items) {
    return item * (rows.length / items);
  }

  private double share(int row, float[] weights, int at) {
    double sum = 0;
    for (int i = first[row]; i < end[row]; i++) {
      sum += weights[at + i];
    }
    return sum;
  }

  /** Notes the bits of a row whose weights begin at an index. */
  void measure(int row, float[] weights, int at) {
    boolean known = first[row] < end[row];
    rows[row] = known ? (float) (-Math.log(share(row, weights, at) + LEAST) / LOG_2) : 0;
  }

  /** Adds to the gradient of the logits of a row, which begins where its weights do. */
  void addGradient(int row, float[] weights, float[] logits, int at, int count) {
    if (first[row] >= end[row]) {
      return;
    }
    double share = share(row, weights, at);
    double each = rows[row] / ((share + LEAST) * LOG_2);
    for (int i = 0; i < count; i++) {
      boolean isSung = i >= first[row] && i < end[row];
      logits[at + i] += (float) (each * weights[at + i] * (share - (isSung ? 1 : 0)));
    }
  }
}
