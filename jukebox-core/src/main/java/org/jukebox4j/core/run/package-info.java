/**
 * A training run: steps, evaluation and checkpoints of whatever is trained, in a folder that holds
 * everything needed to go on. A run that is killed at any moment and started again gives the same
 * weights, bit for bit, as one that was left alone.
 *
 * <p>Reading order: {@link org.jukebox4j.core.run.TrainableModel}, {@link
 * org.jukebox4j.core.run.Trainer}, {@link org.jukebox4j.core.run.RunFolder}.
 */
@NullMarked
package org.jukebox4j.core.run;

import org.jspecify.annotations.NullMarked;
