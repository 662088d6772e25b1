/**
 * What a VQ-VAE is trained for: reconstruction of the waveform, of its spectra, and commitment of
 * the encoder to the codebook, with the normalisers that make losses of different recordings
 * comparable. Losses are sums in double; their gradients are float32. Source: Dhariwal et al. 2020,
 * §3.1 and §3.3.
 */
@NullMarked
package org.jukebox4j.vqvae.loss;

import org.jspecify.annotations.NullMarked;
