/**
 * The codes of a data set, computed once by a trained codec and kept on disk, where the training of
 * priors reads them. Source: Dhariwal et al. 2020, §4: priors model the codes of the frozen codec.
 *
 * <p>Differs from the original, which encodes the audio of every item again in every step.
 */
@NullMarked
package org.jukebox4j.vqvae.dataset;

import org.jspecify.annotations.NullMarked;
