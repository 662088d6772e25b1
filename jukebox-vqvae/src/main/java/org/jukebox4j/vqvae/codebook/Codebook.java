package org.jukebox4j.vqvae.codebook;

import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * The vectors of a level's codes, {@code [codebookSize, width]}. Source: Dhariwal et al. 2020,
 * §3.1.
 */
public final class Codebook {
  private final Level level;
  private final int size;
  private final int width;
  private final float[] vectors;

  /**
   * Copies the vectors.
   *
   * @param level whose codes these are
   * @param vectors {@code [codebookSize, width]}
   */
  public Codebook(Level level, FloatTensor vectors) {
    this.level = level;
    this.size = vectors.dimension(0);
    this.width = vectors.dimension(1);
    this.vectors = vectors.isReadable() ? vectors.toArray() : new float[size * width];
  }

  /**
   * Returns how many codes there are.
   *
   * @return the codebook size
   */
  public int size() {
    return size;
  }

  /**
   * Returns the width of a vector.
   *
   * @return the embedding width
   */
  public int width() {
    return width;
  }

  /**
   * Returns some vectors, transposed.
   *
   * @param first the first code
   * @param count how many codes
   * @return {@code [width, count]}
   */
  float[] transposed(int first, int count) {
    float[] turned = new float[width * count];
    for (int i = 0; i < count; i++) {
      for (int channel = 0; channel < width; channel++) {
        turned[channel * count + i] = vectors[(first + i) * width + channel];
      }
    }
    return turned;
  }

  /**
   * Returns the squared length of every vector.
   *
   * @return {@code [codebookSize]}
   */
  float[] squaredLengths() {
    float[] lengths = new float[size];
    for (int code = 0; code < size; code++) {
      float sum = 0;
      for (int i = 0; i < width; i++) {
        float v = vectors[code * width + i];
        sum += v * v;
      }
      lengths[code] = sum;
    }
    return lengths;
  }

  /**
   * Looks up the vectors of codes.
   *
   * @param codes each in [0, codebookSize)
   * @param offset index of the first code
   * @param count how many
   * @param into receives {@code [count, width]}
   */
  public void lookUp(int[] codes, int offset, int count, float[] into) {
    for (int i = 0; i < count; i++) {
      int code = codes[offset + i];
      if (code < 0 || code >= size) {
        throw new IllegalArgumentException(
            "codes of the %s level must be between 0 and %d, but code %d was %d; were they made by"
                    .formatted(level.label(), size - 1, offset + i, code)
                + " another codec?");
      }
      System.arraycopy(vectors, code * width, into, i * width, width);
    }
  }
}
