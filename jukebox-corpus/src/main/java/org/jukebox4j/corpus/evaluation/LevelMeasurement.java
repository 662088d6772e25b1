package org.jukebox4j.corpus.evaluation;

/**
 * How well a level of the codec carries unseen songs of the corpus.
 *
 * @param level name of the level
 * @param convergence spectral convergence in dB; the lower the better
 * @param voiceConvergence the same for the voice without the ensemble
 * @param logMelDistance mean difference of logarithmic powers in mel bands, in dB
 * @param vowelMatch share of the frames within sung vowels whose vowel is still told right
 * @param codesUsed share of the codebook that occurs in these songs
 */
public record LevelMeasurement(
    String level,
    Estimate convergence,
    Estimate voiceConvergence,
    Estimate logMelDistance,
    Estimate vowelMatch,
    double codesUsed) {}
