package org.jukebox4j.vqvae.loss;

/** Finds the k-th largest of many values without sorting them (Hoare's selection). */
final class Selection {
  private Selection() {}

  /**
   * Returns the k-th largest value.
   *
   * @param values reordered
   * @param k from 1
   * @return the value that k - 1 others are not smaller than
   */
  static float largest(float[] values, int k) {
    int wanted = values.length - k;
    int low = 0;
    int high = values.length - 1;
    while (low < high) {
      float pivot = values[(low + high) >>> 1];
      int i = low;
      int j = high;
      while (i <= j) {
        while (values[i] < pivot) {
          i++;
        }
        while (values[j] > pivot) {
          j--;
        }
        if (i <= j) {
          float swap = values[i];
          values[i++] = values[j];
          values[j--] = swap;
        }
      }
      if (wanted <= j) {
        high = j;
      } else if (wanted >= i) {
        low = i;
      } else {
        break;
      }
    }
    return values[wanted];
  }
}
