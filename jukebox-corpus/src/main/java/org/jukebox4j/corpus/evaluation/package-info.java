/**
 * Whether a model that was trained on the corpus obeys its conditions: artist, genre, lyrics and
 * length, measured on what it generates, beside the same measures on songs of the corpus that it
 * has never seen, and beside chance.
 *
 * <p>Reading order: {@link org.jukebox4j.corpus.evaluation.CorpusEvaluation}, {@link
 * org.jukebox4j.corpus.evaluation.CorpusJudge}, {@link org.jukebox4j.corpus.evaluation.Evaluation}.
 */
@NullMarked
package org.jukebox4j.corpus.evaluation;

import org.jspecify.annotations.NullMarked;
