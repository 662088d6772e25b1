package org.jukebox4j.core.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * Makes training steps: judges the gradients, clips them, updates the weights by {@link Adam} and
 * then their averages. Its state can be saved after any step; a run that goes on from it gives the
 * same bits.
 *
 * <p>A step that is left out changes neither weights nor averages, but counts for the learning
 * rate. Not for use by several threads at once.
 */
public final class Optimiser implements AutoCloseable {
  private static final String STEP = "step";
  private static final String ADAM_STEPS = "optimiser_steps";
  private static final String SKIPPED = "skipped";
  private static final String SKIPPED_IN_A_ROW = "skipped_in_a_row";
  private static final String OPTIMISER = "optimiser.";
  private static final String AVERAGE = "average.";

  private final OptimiserSettings settings;
  private final Adam adam;
  private final ExplosionGuard guard;
  private final @Nullable WeightAverage average;
  private long step;

  /**
   * An optimiser at step 0.
   *
   * @param parameters what is trained, by name; updated in place and closed by the caller
   * @param settings the settings
   */
  public Optimiser(Map<String, FloatTensor> parameters, OptimiserSettings settings) {
    this.settings = settings;
    this.adam = new Adam(parameters, settings.adam());
    this.guard = new ExplosionGuard(settings.normLimit(), settings.patience());
    this.average =
        settings.averageDecay().isPresent()
            ? new WeightAverage(parameters, settings.averageDecay().getAsDouble())
            : null;
  }

  /**
   * Makes the next step.
   *
   * @param loss the loss that the gradients belong to
   * @param gradients gradient with respect to each parameter, by name
   * @return what was done
   * @throws TrainingDivergedException if too many steps in a row had to be left out
   */
  public TrainingStep step(double loss, Map<String, FloatTensor> gradients) {
    double norm = GlobalNorm.of(gradients);
    double rate = settings.learningRate().at(step);
    double divisor = settings.clipping().divisor(norm, 1);
    boolean made = guard.accepts(step, loss, norm);
    if (made) {
      adam.step(gradients, rate, divisor);
      if (average != null) {
        average.update();
      }
    }
    return new TrainingStep(step++, loss, norm, divisor, rate, made);
  }

  /**
   * Returns the number of the next step.
   *
   * @return how many steps were made or left out
   */
  public long nextStep() {
    return step;
  }

  /**
   * Returns how many steps were left out.
   *
   * @return their number
   */
  public long skippedSteps() {
    return guard.skipped();
  }

  /**
   * Says whether the learning rate has come to its end.
   *
   * @return true if no further step is to be made
   */
  public boolean isOver() {
    return settings.learningRate().isOver(step);
  }

  /**
   * Puts the averaged weights into the parameters until the result is closed. Without averages the
   * parameters stay as they are.
   *
   * @return gives the parameters their weights back when closed
   */
  public WeightAverage.Swap swapInAverages() {
    return average == null ? () -> {} : average.swapIn();
  }

  /**
   * Returns the tensors of the state, to be saved beside the parameters themselves.
   *
   * @return moments and averages by name; this object's own memory, which the next step changes
   */
  public Map<String, FloatTensor> tensors() {
    Map<String, FloatTensor> tensors = new LinkedHashMap<>();
    adam.state().forEach((name, tensor) -> tensors.put(OPTIMISER + name, tensor));
    if (average != null) {
      average.state().forEach((name, tensor) -> tensors.put(AVERAGE + name, tensor));
    }
    return tensors;
  }

  /**
   * Returns the counts of the state, to be saved beside the tensors.
   *
   * @return the counts by name
   */
  public Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put(STEP, step);
    counts.put(ADAM_STEPS, adam.steps());
    counts.put(SKIPPED, guard.skipped());
    counts.put(SKIPPED_IN_A_ROW, (long) guard.skippedInARow());
    return counts;
  }

  /**
   * Reads from saved counts how many steps were made.
   *
   * @param counts what {@link #counts()} gave; other names may be among them
   * @return the number of the next step
   * @throws IllegalArgumentException if it is missing
   */
  public static long stepsMade(Map<String, Long> counts) {
    Long made = counts.get(STEP);
    if (made == null) {
      throw new IllegalArgumentException(
          "state of the optimiser: the count " + STEP + " is missing");
    }
    return made;
  }

  /**
   * Takes over the state of a saved run, bit for bit. The parameters are restored by the caller.
   *
   * @param tensors what {@link #tensors()} gave; other names may be among them
   * @param counts what {@link #counts()} gave; other names may be among them
   * @throws IllegalArgumentException if something is missing or has another size
   */
  public void restore(Map<String, FloatTensor> tensors, Map<String, Long> counts) {
    Set<String> missing = new TreeSet<>(counts().keySet());
    missing.removeAll(counts.keySet());
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "state of the optimiser: the counts " + missing + " are missing");
    }
    Function<String, Long> count = name -> counts.getOrDefault(name, 0L);
    adam.restore(count.apply(ADAM_STEPS), withPrefix(OPTIMISER, tensors));
    if (average != null) {
      average.restore(withPrefix(AVERAGE, tensors));
    }
    guard.restore(count.apply(SKIPPED), Math.toIntExact(count.apply(SKIPPED_IN_A_ROW)));
    step = count.apply(STEP);
  }

  private static Map<String, FloatTensor> withPrefix(
      String prefix, Map<String, FloatTensor> tensors) {
    return tensors.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().substring(prefix.length()), Map.Entry::getValue));
  }

  /** Frees the state; the parameters are the caller's. */
  @Override
  public void close() {
    adam.close();
    if (average != null) {
      average.close();
    }
  }
}
