/**
 * A corpus of synthetic songs with known labels: every song is composed and played from a seed and
 * its number, with an artist, a genre, sung lyrics and the time of every character.
 *
 * <p>Reading order: {@link org.jukebox4j.corpus.CorpusGenerator}, {@link
 * org.jukebox4j.corpus.CorpusSong}, {@link org.jukebox4j.corpus.Corpus}.
 */
@NullMarked
package org.jukebox4j.corpus;

import org.jspecify.annotations.NullMarked;
