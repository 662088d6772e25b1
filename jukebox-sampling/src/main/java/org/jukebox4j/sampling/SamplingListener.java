package org.jukebox4j.sampling;

/**
 * Told how a sampling proceeds: when a window begins or ends and about ten times a second between.
 * Called by the thread that samples, which waits for it.
 */
@FunctionalInterface
public interface SamplingListener {
  /**
   * Receives the progress.
   *
   * @param progress how far the sampling is
   */
  void onProgress(SamplingProgress progress);
}
