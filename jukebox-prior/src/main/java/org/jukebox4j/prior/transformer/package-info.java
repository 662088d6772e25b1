/**
 * Stacks of residual attention blocks. Source: Dhariwal et al. 2020, §4.1 and appendix A.
 *
 * <p>{@link org.jukebox4j.prior.transformer.Transformer} computes a whole sequence; a {@link
 * org.jukebox4j.prior.transformer.StepDecoder} computes the next positions of a batch, and may come
 * from another backend through {@link org.jukebox4j.prior.transformer.StepDecoderProvider}.
 */
@NullMarked
package org.jukebox4j.prior.transformer;

import org.jspecify.annotations.NullMarked;
