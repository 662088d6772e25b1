package org.jukebox4j.vqvae.training;

import java.util.List;
import java.util.Map;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * What one run of the graph gave.
 *
 * @param loss the sum of the losses of its levels
 * @param levels those that were computed, from the bottom up
 * @param gradients of the loss by the name of the parameter, over the graph's memory: valid until
 *     the next run
 */
public record VqVaeStep(double loss, List<LevelStep> levels, Map<String, FloatTensor> gradients) {}
