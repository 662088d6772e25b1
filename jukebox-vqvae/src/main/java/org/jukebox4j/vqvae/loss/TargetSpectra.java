package org.jukebox4j.vqvae.loss;

import java.util.List;
import org.jukebox4j.core.spectral.MagnitudeSpectrogram;

/**
 * The spectra of a target, computed once for the outputs of all levels.
 *
 * @param single at the resolution of the single spectral loss; empty if that has no weight
 * @param multiple at the resolutions of the other one; empty if that has no weight
 */
record TargetSpectra(List<MagnitudeSpectrogram> single, List<MagnitudeSpectrogram> multiple) {}
