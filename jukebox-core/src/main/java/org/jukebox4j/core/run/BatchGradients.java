package org.jukebox4j.core.run;

import java.util.Map;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * What a batch says about the weights.
 *
 * @param loss the loss
 * @param gradients gradient of the loss with respect to each parameter, by name; may be the model's
 *     own memory, valid until its next batch
 * @param metrics further values of the batch by name, such as bits per code
 */
public record BatchGradients(
    double loss, Map<String, FloatTensor> gradients, Map<String, Double> metrics) {}
