package org.jukebox4j.corpus.evaluation;

import java.util.Optional;

/**
 * What is measured on one song.
 *
 * @param artist whether its artist is the one that was asked for
 * @param genre whether its genre is
 * @param vowelMatch share of frames with a vowel that have the right one; empty if there are none
 * @param alignment correlation of the alignment; empty without one
 * @param tempoError how far its tempo is from those of the genre
 * @param inKey share of the energy of tones in the best key
 * @param ends whether it comes to an end
 * @param style what it is like
 */
record SongMeasures(
    boolean artist,
    boolean genre,
    Optional<Double> vowelMatch,
    Optional<Double> alignment,
    double tempoError,
    double inKey,
    boolean ends,
    double[] style) {}
