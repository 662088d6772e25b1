package org.jukebox4j.corpus.evaluation;

import org.jukebox4j.corpus.CorpusSong;
import org.jukebox4j.sampling.Song;

/** Hears how an evaluation proceeds. */
public interface EvaluationListener {
  /** Hears nothing. */
  EvaluationListener SILENT =
      new EvaluationListener() {
        @Override
        public void onLearnt(int done, int total) {
          // Nobody wants to know.
        }

        @Override
        public void onJudged(JudgedSong judged, Evaluation soFar) {
          // Nobody wants to know.
        }
      };

  /**
   * The judges have learnt from one more song.
   *
   * @param done songs learnt from
   * @param total songs that will be
   */
  void onLearnt(int done, int total);

  /**
   * One more song was generated, before it is judged.
   *
   * @param asked the song of the corpus whose artist, genre, lyrics and length were asked for
   * @param generated what the model made
   */
  default void onGenerated(CorpusSong asked, Song generated) {
    // Who keeps what was made overrides this.
  }

  /**
   * One more song was generated and judged.
   *
   * @param judged what the judges say
   * @param soFar the evaluation of all songs up to this one
   */
  void onJudged(JudgedSong judged, Evaluation soFar);
}
