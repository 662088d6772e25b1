/**
 * Priors as SameDiff graphs, to be trained. Each part builds itself in either {@link
 * org.jukebox4j.core.graph.GraphKind}: as its reference graph in SameDiff's own operations, where
 * attention of every kind is one masked matrix of weights, or from the kernels of {@link
 * org.jukebox4j.prior.kernel}. Both give the same values and gradients. Parameters keep the names
 * of the released checkpoints. Start with {@link org.jukebox4j.prior.graph.PriorGraph}.
 */
@NullMarked
package org.jukebox4j.prior.graph;

import org.jspecify.annotations.NullMarked;
