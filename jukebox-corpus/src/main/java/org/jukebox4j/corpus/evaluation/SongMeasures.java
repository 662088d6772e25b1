package org.jukebox4j.corpus.evaluation;

import java.util.Optional;
import org.jukebox4j.corpus.score.Genre;
import org.jukebox4j.corpus.sound.Ensemble;

/**
 * What is measured on one song.
 *
 * @param artist the artist that was asked for and the one that is heard
 * @param genre the same of the genre
 * @param vowelMatch share of frames with a vowel that have the right one; empty if there are none
 * @param alignment correlation of the alignment; empty without one
 * @param tempoError how far its tempo is from those of the genre
 * @param inKey share of the energy of tones in the best key
 * @param ends whether it comes to an end
 * @param style what it is like
 */
record SongMeasures(
    Verdict<Ensemble> artist,
    Verdict<Genre> genre,
    Optional<Double> vowelMatch,
    Optional<Double> alignment,
    double tempoError,
    double inKey,
    boolean ends,
    double[] style) {}
