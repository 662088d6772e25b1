package org.jukebox4j.core.spectral;

/**
 * A loss of one item and how it changes with the output.
 *
 * @param loss the loss, at least 0
 * @param gradient with respect to each sample of the output, {@code [samples]}; held by reference
 */
public record LossGradient(double loss, float[] gradient) {}
