/**
 * What is played and sung, as notes in time: genres with their metre, tempo, patterns and harmony,
 * and the composition of a song from them.
 *
 * <p>Reading order: {@link org.jukebox4j.corpus.score.Genre}, {@link
 * org.jukebox4j.corpus.score.Composer}, {@link org.jukebox4j.corpus.score.Score}.
 */
@NullMarked
package org.jukebox4j.corpus.score;

import org.jspecify.annotations.NullMarked;
