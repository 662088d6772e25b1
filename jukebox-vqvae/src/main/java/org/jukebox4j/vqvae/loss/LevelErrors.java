package org.jukebox4j.vqvae.loss;

/**
 * The losses of one level's output, without their weights; means over a batch.
 *
 * @param reconstruction on the samples
 * @param spectral on the spectra at one resolution
 * @param multiResolution on the spectra at three resolutions
 */
public record LevelErrors(double reconstruction, double spectral, double multiResolution) {}
