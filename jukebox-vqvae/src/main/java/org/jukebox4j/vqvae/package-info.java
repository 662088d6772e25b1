/**
 * The VQ-VAE: three independent levels, each an encoder, a codebook and a decoder. Source: Dhariwal
 * et al. 2020, §3.
 *
 * <p>Start with {@link org.jukebox4j.vqvae.VqVae}. Audio is mono in [-1, 1]; vectors are
 * time-major, {@code [time, embeddingWidth]}. The original's option to leave the bottleneck out is
 * not supported: no released model uses it.
 */
@NullMarked
package org.jukebox4j.vqvae;

import org.jspecify.annotations.NullMarked;
