package org.jukebox4j.corpus.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.jukebox4j.Jukebox;
import org.jukebox4j.corpus.CorpusGenerator;
import org.jukebox4j.corpus.CorpusSong;
import org.jukebox4j.corpus.score.Genre;
import org.jukebox4j.corpus.sound.Ensemble;
import org.jukebox4j.sampling.SampleRequest;

/**
 * Evaluates a model that was trained on the corpus. For every condition it composes songs that the
 * model has never seen, asks the model for songs with the same artist, genre, lyrics and length,
 * and measures both.
 *
 * <p>The same settings and model give the same result. Immutable.
 */
public final class CorpusEvaluation {
  /** Steps through the pairs of artist and genre so that few conditions have all of both. */
  private static final int PAIR_STRIDE = 7;

  private final EvaluationSettings settings;
  private final SampleRequest template;
  private final int atOnce;

  private CorpusEvaluation(EvaluationSettings settings, SampleRequest template, int atOnce) {
    this.settings = settings;
    this.template = template;
    this.atOnce = atOnce;
  }

  /**
   * Prepares an evaluation.
   *
   * @param settings what is evaluated on what
   * @return the evaluation
   */
  public static CorpusEvaluation of(EvaluationSettings settings) {
    return new CorpusEvaluation(settings, SampleRequest.builder().build(), 1);
  }

  /**
   * Chooses how songs are sampled.
   *
   * @param request temperature, lowest level, listener and the like; its labels, length and number
   *     of samples are replaced, and its seed is the first of those used
   * @return a copy
   */
  public CorpusEvaluation sampling(SampleRequest request) {
    return new CorpusEvaluation(settings, request, atOnce);
  }

  /**
   * Chooses how many songs are sampled at a time, each with its share of the threads and with a
   * prior of its own in memory. The result does not depend on it.
   *
   * @param songs at least 1
   * @return a copy
   */
  public CorpusEvaluation atOnce(int songs) {
    if (songs < 1) {
      throw new IllegalArgumentException("songs at once must be at least 1, but were " + songs);
    }
    return new CorpusEvaluation(settings, template, songs);
  }

  /**
   * Returns the songs that are asked for, condition by condition.
   *
   * @return songs that the model has not learnt from
   */
  public List<CorpusSong> asked() {
    CorpusGenerator generator = new CorpusGenerator(settings.unseen());
    List<CorpusSong> songs = new ArrayList<>();
    for (int condition = 0; condition < settings.conditions(); condition++) {
      int pair = condition * PAIR_STRIDE % CorpusGenerator.PAIRS;
      Ensemble artist = Ensemble.values()[pair % Ensemble.values().length];
      Genre genre = Genre.values()[pair / Ensemble.values().length];
      for (int i = 0; i < settings.songsPerCondition(); i++) {
        songs.add(generator.song(songs.size(), artist, genre));
      }
    }
    return songs;
  }

  /**
   * Trains the judges, which takes a minute or so.
   *
   * @param listener hears of every song
   * @return the judge
   */
  public CorpusJudge judge(EvaluationListener listener) {
    return CorpusJudge.train(
        new CorpusGenerator(settings.training()), settings.learntSongs(), listener::onLearnt);
  }

  /**
   * Generates the songs and measures everything.
   *
   * @param jukebox the model
   * @param listener hears how it proceeds
   * @return what was measured
   */
  public Evaluation run(Jukebox jukebox, EvaluationListener listener) {
    int threads = Math.max(1, template.threads() / atOnce);
    SampleRequest sharing = template.toBuilder().threads(threads).build();
    return new EvaluationRun(jukebox, judge(listener), settings, sharing)
        .of(asked(), new InOrder(atOnce), listener);
  }
}
