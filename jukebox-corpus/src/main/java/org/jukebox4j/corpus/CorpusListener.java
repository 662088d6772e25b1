package org.jukebox4j.corpus;

/** Hears how a corpus is written. */
@FunctionalInterface
public interface CorpusListener {
  /**
   * One more song is there.
   *
   * @param done songs that are there
   * @param total songs that will be
   */
  void onSong(int done, int total);
}
