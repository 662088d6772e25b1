/**
 * The arithmetic of training, whatever is trained: the optimiser (Adam), how its rate changes over
 * time, how large gradients are clipped or skipped, and averages of the weights. {@link
 * org.jukebox4j.core.training.Optimiser} puts them together; a trainer gives it the gradients of
 * each step and saves its state.
 *
 * <p>Parameters are float32 tensors by name, updated in place. Every sum over them has a fixed
 * order, so that a run that is stopped and resumed gives the same bits as one that is not.
 */
@NullMarked
package org.jukebox4j.core.training;

import org.jspecify.annotations.NullMarked;
