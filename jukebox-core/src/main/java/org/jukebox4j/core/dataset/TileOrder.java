package org.jukebox4j.core.dataset;

/** In which order and where tiles are taken. */
public enum TileOrder {
  /**
   * For training: every epoch in another order, every tile moved by up to half its length, and
   * stereo mixed with another weight every time (the original's {@code aug_shift} and {@code
   * aug_blend}).
   */
  RANDOM,
  /** For validation: in the order of the songs, where the grid has them, both channels alike. */
  FIXED
}
