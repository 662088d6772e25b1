package org.jukebox4j.core.run;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Batches that are not learnt.
 *
 * @param batches the batches
 * @param count how many of them an evaluation takes, from position 0; 0 for none
 * @param <B> what a batch is
 */
public record Validation<B>(BatchSource<B> batches, int count) {
  /** Checks the count. */
  public Validation {
    if (count < 0) {
      throw new IllegalArgumentException("count must be at least 0, but was " + count);
    }
  }

  /**
   * Nothing to evaluate with.
   *
   * @param <B> what a batch is
   * @return a validation without batches
   */
  public static <B> Validation<B> none() {
    return new Validation<>(
        position -> {
          throw new IllegalArgumentException("there are no batches to evaluate with");
        },
        0);
  }

  /**
   * Evaluates a model.
   *
   * @param model the model
   * @return the mean of each metric over all batches; empty without batches
   */
  public Map<String, Double> evaluate(TrainableModel<B> model) {
    Map<String, Double> sums = new LinkedHashMap<>();
    for (int position = 0; position < count; position++) {
      model
          .evaluate(batches.batch(position))
          .forEach((name, value) -> sums.merge(name, value, Double::sum));
    }
    sums.replaceAll((name, sum) -> sum / count);
    return sums;
  }
}
