package org.jukebox4j.benchmarks.ablation;

import org.jukebox4j.vqvae.codebook.CodebookSettings;

/**
 * What a variant of the codec is trained with.
 *
 * @param name what is left out or changed
 * @param codebookSize codes of each level
 * @param codebooks how codebooks follow the encoder
 * @param spectralWeight weight of the spectral loss
 * @param items recordings of a batch
 * @param samples samples of each
 */
record AblationSettings(
    String name,
    int codebookSize,
    CodebookSettings codebooks,
    double spectralWeight,
    int items,
    int samples) {}
