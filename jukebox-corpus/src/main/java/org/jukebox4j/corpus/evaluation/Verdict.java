package org.jukebox4j.corpus.evaluation;

/**
 * What a song was asked to be, and what a judge takes it for.
 *
 * @param asked the artist or genre that was asked for
 * @param judged the one that is heard
 * @param <T> artists or genres
 */
record Verdict<T extends Enum<T>>(T asked, T judged) {
  /** Whether it is what was asked for. */
  boolean isRight() {
    return judged == asked;
  }
}
