/**
 * Layers over time one after the other, before and while they are trained: the plan of an encoder,
 * a decoder or a conditioner, from which its fast form without gradients, its kernel with gradients
 * and its reference graph are made. Start with {@link org.jukebox4j.core.sequence.LayerSequence}.
 * Source: Dhariwal et al. 2020, §3.1.
 *
 * <p>Activations are time-major, {@code [items, rows, width]}. Each convolution is a sum of
 * products of shifted rows, in both directions; partial sums of weight gradients belong to fixed
 * pieces of the rows and are added in a fixed order.
 */
@NullMarked
package org.jukebox4j.core.sequence;

import org.jspecify.annotations.NullMarked;
