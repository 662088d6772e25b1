/**
 * The mathematics of the layers as plain loops over {@code float[]} activations and OpenBLAS matrix
 * products over {@link org.jukebox4j.core.tensor.FloatTensor} weights.
 *
 * <p>Layout: activations are row-major and time-major, {@code [time, width]}; a batch is a loop
 * over items. Reductions have a fixed order, and the result for one item never depends on the other
 * items of its batch.
 */
@NullMarked
package org.jukebox4j.core.kernel;

import org.jspecify.annotations.NullMarked;
