package org.jukebox4j.vqvae.dataset;

import java.util.List;
import org.jukebox4j.core.hierarchy.Level;

/**
 * The codes of a song at every level, which all stand for the same time.
 *
 * @param levels codes of each level from the bottom up, {@code [time]}; held by reference
 */
public record SongCodes(List<int[]> levels) {
  /** Copies the list. */
  public SongCodes {
    levels = List.copyOf(levels);
  }

  /**
   * Returns the codes of a level.
   *
   * @param level a level of the codec
   * @return its codes, {@code [time]}, not to be changed
   */
  public int[] level(Level level) {
    return levels.get(level.index());
  }

  /**
   * Counts the codes.
   *
   * @return codes of all levels together
   */
  public long count() {
    return levels.stream().mapToLong(codes -> codes.length).sum();
  }
}
