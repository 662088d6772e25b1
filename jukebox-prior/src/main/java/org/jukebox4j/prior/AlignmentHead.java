package org.jukebox4j.prior;

/**
 * The attention head whose weights say where in the lyrics the music is.
 *
 * @param layer number of the layer, from 0
 * @param head number of the head in it, from 0
 */
public record AlignmentHead(int layer, int head) {
  /** Checks the ranges. */
  public AlignmentHead {
    if (layer < 0 || head < 0) {
      throw new IllegalArgumentException(
          "layer and head must not be negative, but were " + layer + " and " + head);
    }
  }
}
