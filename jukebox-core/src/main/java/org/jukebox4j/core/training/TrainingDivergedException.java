package org.jukebox4j.core.training;

import java.util.Locale;

/** Too many steps in a row had a loss or a gradient norm that could not be used. */
public final class TrainingDivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TrainingDivergedException(long step, int inARow, double loss, double norm, double limit) {
    super(
        String.format(
            Locale.ROOT,
            "training stopped at step %d: %d steps in a row had a loss or gradient norm that is not"
                + " finite or above the limit (last loss %.6g, norm %.6g, limit %.6g). The weights"
                + " are those before these steps. Lower the learning rate, or look at the data of"
                + " this step.",
            step,
            inARow,
            loss,
            norm,
            limit));
  }
}
