package org.jukebox4j.corpus.evaluation;

import org.jukebox4j.corpus.CorpusGenerator;
import org.jukebox4j.corpus.CorpusSettings;

/**
 * What is evaluated on what.
 *
 * @param training the corpus that the model has learnt from
 * @param learntSongs how many of its songs judges learn from and novelty is measured against; at
 *     least one for each pair of artist and genre
 * @param unseen a corpus with another seed, whose songs are asked for
 * @param conditions how many pairs of artist and genre are asked for, from 1 to all
 * @param songsPerCondition how many songs of each; two or more to measure diversity
 * @param changes in how many conditions, from the first on, one song is made twice more: with only
 *     the lyrics changed, and with only the artist changed
 */
public record EvaluationSettings(
    CorpusSettings training,
    int learntSongs,
    CorpusSettings unseen,
    int conditions,
    int songsPerCondition,
    int changes) {
  private static final int LEARNT_SONGS = 6 * CorpusGenerator.PAIRS;
  private static final int CONDITIONS = 18;
  private static final int SONGS_PER_CONDITION = 2;
  private static final int CHANGES = 6;
  private static final double LONGEST = 25;

  /** Turns the seed of a corpus into that of another one. */
  private static final long OTHER_SEED = 0x5eed_0fa1_151eL;

  /** Checks the ranges. */
  public EvaluationSettings {
    if (unseen.seed() == training.seed()) {
      throw new IllegalArgumentException(
          "the seed of unseen songs must differ from that of the training corpus, but both were "
              + unseen.seed());
    }
    if (conditions < 1 || conditions > CorpusGenerator.PAIRS || songsPerCondition < 1) {
      throw new IllegalArgumentException(
          "conditions must be between 1 and %d and songs of each at least 1, but were %d and %d"
              .formatted(CorpusGenerator.PAIRS, conditions, songsPerCondition));
    }
    if (changes < 0 || changes > conditions) {
      throw new IllegalArgumentException(
          "changes must be between 0 and the number of conditions, %d, but were %d"
              .formatted(conditions, changes));
    }
  }

  /**
   * Two songs of 20 s to 25 s for each of 18 conditions, judged by what 216 songs teach; in six
   * conditions one thing is changed.
   *
   * @param training the corpus that the model has learnt from
   * @return the settings
   */
  public static EvaluationSettings of(CorpusSettings training) {
    CorpusSettings unseen =
        new CorpusSettings(training.seed() ^ OTHER_SEED, CorpusSettings.LEAST, LONGEST);
    return new EvaluationSettings(
        training, LEARNT_SONGS, unseen, CONDITIONS, SONGS_PER_CONDITION, CHANGES);
  }

  /**
   * The same with another amount, and with no more changes than conditions.
   *
   * @param conditions how many pairs of artist and genre
   * @param songsPerCondition how many songs of each
   * @return a copy
   */
  public EvaluationSettings withSongs(int conditions, int songsPerCondition) {
    int fewer = Math.min(changes, conditions);
    return new EvaluationSettings(
        training, learntSongs, unseen, conditions, songsPerCondition, fewer);
  }

  /**
   * The same with judges that learn from more or fewer songs.
   *
   * @param songs how many
   * @return a copy
   */
  public EvaluationSettings withLearntSongs(int songs) {
    return new EvaluationSettings(training, songs, unseen, conditions, songsPerCondition, changes);
  }

  /**
   * The same with another number of changes.
   *
   * @param changes in how many conditions one thing is changed; 0 for none
   * @return a copy
   */
  public EvaluationSettings withChanges(int changes) {
    return new EvaluationSettings(
        training, learntSongs, unseen, conditions, songsPerCondition, changes);
  }

  /**
   * Returns how many songs are asked for.
   *
   * @return conditions times songs of each
   */
  public int songs() {
    return conditions * songsPerCondition;
  }
}
