package org.jukebox4j.core.training;

/**
 * What one training step did.
 *
 * @param number number of the step, from 0
 * @param loss the loss before the step
 * @param gradientNorm global norm of the gradients before clipping
 * @param divisor what the gradients were divided by, 1 if they were not clipped
 * @param learningRate the learning rate of the step
 * @param made false if the step was left out by {@link ExplosionGuard}
 */
public record TrainingStep(
    long number,
    double loss,
    double gradientNorm,
    double divisor,
    double learningRate,
    boolean made) {}
