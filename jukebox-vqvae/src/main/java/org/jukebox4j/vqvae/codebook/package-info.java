/**
 * Codebooks: the search for the nearest vector, and their training by averages of the vectors that
 * chose them, with random restart of those that few choose. Source: Dhariwal et al. 2020, §3.1.
 */
@NullMarked
package org.jukebox4j.vqvae.codebook;

import org.jspecify.annotations.NullMarked;
