package org.jukebox4j.sampling.level;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.prior.Prior;
import org.jukebox4j.sampling.state.HierarchyCodes;
import org.jukebox4j.sampling.window.Window;

/**
 * Samples the levels from the top down, each conditioned on the one above. Only the prior of the
 * level at hand is in memory.
 *
 * <p>Source: Dhariwal et al. 2020, §4.4.
 */
public final class HierarchySampler {
  private final SamplingSeams seams;
  private final LongSupplier nanoClock;

  /**
   * Makes a sampler.
   *
   * @param seams what it touches
   * @param nanoClock the time in nanoseconds, such as {@code System::nanoTime}
   */
  public HierarchySampler(SamplingSeams seams, LongSupplier nanoClock) {
    this.seams = seams;
    this.nanoClock = nanoClock;
  }

  /**
   * Samples what is missing.
   *
   * @param plans the levels from the top down
   * @param firstItem number of the first item, for the choice of codes and for labels
   * @param samples number of items
   * @param known codes of each level that are there, for every item; a level may be missing
   * @return all codes
   * @throws CancellationException if sampling was cancelled; finished windows have been given to
   *     {@link SamplingSeams#afterWindow()}
   */
  public HierarchyCodes sample(
      List<LevelPlan> plans, int firstItem, int samples, Map<Level, List<int[]>> known) {
    Map<Level, List<int[]>> codes = new EnumMap<>(Level.class);
    codes.putAll(known);
    List<int[]> above = List.of();
    for (int i = 0; i < plans.size(); i++) {
      LevelPlan plan = plans.get(i);
      List<int[]> present = codes.get(plan.level());
      if (present == null || present.isEmpty()) {
        present = IntStream.range(0, samples).mapToObj(item -> new int[0]).toList();
        codes.put(plan.level(), present);
      }
      boolean complete = plan.schedule().remaining(present.get(0).length).isEmpty();
      if (!complete || seams.afterLevel().wants(plan)) {
        try (Prior prior = seams.priors().load(plan.level())) {
          LevelSampler sampler =
              new LevelSampler(prior, plan, seams.tokens().forLevel(plan), firstItem, above);
          List<LevelPlan> below = plans.subList(i + 1, plans.size());
          codes.put(plan.level(), sampler.sample(present, observer(plan, below, codes)));
          if (seams.afterLevel().wants(plan)) {
            seams.afterLevel().visit(prior, plan, above(codes, plan));
          }
        }
      }
      above = above(codes, plan);
    }
    return new HierarchyCodes(codes);
  }

  private static List<int[]> above(Map<Level, List<int[]>> codes, LevelPlan plan) {
    return codes.getOrDefault(plan.level(), Collections.emptyList());
  }

  private LevelObserver observer(
      LevelPlan plan, List<LevelPlan> below, Map<Level, List<int[]>> codes) {
    List<int[]> present = above(codes, plan);
    ProgressMeter meter = new ProgressMeter(plan, below, present, seams.listener(), nanoClock);
    return new LevelObserver() {
      @Override
      public boolean isCancelled() {
        return seams.cancelled().getAsBoolean();
      }

      @Override
      public void windowStarted(int number, Window window) {
        meter.windowStarted(number);
      }

      @Override
      public void drawn(int items) {
        meter.drawn(items);
      }

      @Override
      public void windowFinished(List<int[]> finished) {
        codes.put(plan.level(), finished);
        seams.afterWindow().accept(new HierarchyCodes(codes));
        meter.windowFinished(); // what is reported as finished is safe
      }
    };
  }
}
