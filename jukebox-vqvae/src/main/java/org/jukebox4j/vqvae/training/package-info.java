/**
 * The graphs in which a VQ-VAE is trained, what a step of them gives, and its metrics. Start with
 * {@link org.jukebox4j.vqvae.training.VqVaeGraph}. Source: Dhariwal et al. 2020, §3.
 */
@NullMarked
package org.jukebox4j.vqvae.training;

import org.jspecify.annotations.NullMarked;
