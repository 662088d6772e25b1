package org.jukebox4j.corpus.evaluation;

import java.util.Optional;
import org.jukebox4j.corpus.CorpusSong;
import org.jukebox4j.corpus.score.Genre;
import org.jukebox4j.corpus.sound.Ensemble;

/**
 * What the judges say of one song that a model made.
 *
 * @param done how many songs have been judged, this one included
 * @param total how many will be
 * @param asked the song of the corpus whose artist, genre, lyrics and length were asked for
 * @param artist the artist that is heard
 * @param genre the genre that is heard
 * @param vowelMatch share of the frames with a vowel that have the right one; empty if it has none
 * @param alignment correlation of where the model is in the lyrics with where the song is; empty if
 *     the model has no alignment
 */
public record JudgedSong(
    int done,
    int total,
    CorpusSong asked,
    Ensemble artist,
    Genre genre,
    Optional<Double> vowelMatch,
    Optional<Double> alignment) {}
