package org.jukebox4j.core.sequence;

/** Arrays of one thread for one tile. They grow to the largest request and are then reused. */
final class TapScratch {
  private float[] window = new float[0];
  private float[] rows = new float[0];

  /** For rows that a tile sees; contents undefined. */
  float[] window(int size) {
    if (window.length < size) {
      window = new float[size];
    }
    return window;
  }

  /** For rows that a tile makes; contents undefined. */
  float[] rows(int size) {
    if (rows.length < size) {
      rows = new float[size];
    }
    return rows;
  }
}
