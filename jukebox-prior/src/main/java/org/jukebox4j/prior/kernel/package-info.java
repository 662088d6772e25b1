/**
 * The trainable parts of a prior as coarse operations with hand-written gradients: attention, a
 * whole residual attention block, embeddings, and the loss in bits per code. Each is a {@link
 * org.jukebox4j.core.graph.GraphKernel}; {@code org.jukebox4j.prior.graph} puts them together.
 * Source: Dhariwal et al. 2020, §4 and appendix A.
 *
 * <p>Rows of a batch are cut into tiles, which are worked on at the same time; the cuts depend on
 * the lengths alone and sums over tiles are made in their order, so that a result does not depend
 * on the number of processors.
 */
@NullMarked
package org.jukebox4j.prior.kernel;

import org.jspecify.annotations.NullMarked;
