package org.jukebox4j.sampling.level;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.prior.LabelVector;
import org.jukebox4j.sampling.LevelSettings;
import org.jukebox4j.sampling.SamplingProgress;
import org.jukebox4j.sampling.fake.CountingPrior;
import org.jukebox4j.sampling.state.HierarchyCodes;
import org.jukebox4j.sampling.token.Categorical;
import org.jukebox4j.sampling.window.WindowSchedule;
import org.junit.jupiter.api.Test;

/** Windows, hops, prompts, conditioning and resumption line up, proved by priors that count. */
class HierarchySamplerTest {
  private static final int SAMPLES = 4096; // 32 top, 128 middle, 512 bottom codes

  private final Map<Level, CountingPrior> priors = new EnumMap<>(Level.class);
  private final List<HierarchyCodes> saved = new ArrayList<>();
  private final List<SamplingProgress> progress = new ArrayList<>();
  private BooleanSupplier cancelled = () -> false;

  HierarchySamplerTest() {
    priors.put(Level.TOP, new CountingPrior(Level.TOP, 12, 128, 0));
    priors.put(Level.MIDDLE, new CountingPrior(Level.MIDDLE, 32, 32, 4));
    priors.put(Level.BOTTOM, new CountingPrior(Level.BOTTOM, 64, 8, 4));
  }

  private CountingPrior prior(Level level) {
    return Objects.requireNonNull(priors.get(level));
  }

  private List<LevelPlan> plans(int batch, Map<Level, Integer> given) {
    return List.of(
        plan(Level.TOP, 0.25, batch, given),
        plan(Level.MIDDLE, 0.5, batch, given),
        plan(Level.BOTTOM, 0.5, batch, given));
  }

  private LevelPlan plan(Level level, double hopFraction, int batch, Map<Level, Integer> given) {
    CountingPrior prior = prior(level);
    LevelSettings settings = new LevelSettings(1, 0, 0, hopFraction, 5, 0, 0);
    int hop = settings.hop(prior.contextLength(), prior.codesPerUpperCode());
    WindowSchedule schedule =
        WindowSchedule.until(
            SAMPLES / prior.samplesPerCode(),
            prior.contextLength(),
            hop,
            given.getOrDefault(level, 0));
    return new LevelPlan(level, settings, schedule, Optional.of(labels(prior)), batch, 1);
  }

  private static WindowLabels labels(CountingPrior prior) {
    long length = (long) prior.contextLength() * prior.samplesPerCode();
    return (item, startCode) -> {
      long offset = (long) startCode * prior.samplesPerCode();
      return new LabelVector(100_000, offset, length, 1, new int[] {-1}, new int[0]);
    };
  }

  private HierarchySampler sampler() {
    SamplingSeams seams =
        new SamplingSeams(
            this::prior,
            plan -> new Categorical((item, position) -> 0.5),
            () -> cancelled.getAsBoolean(),
            saved::add,
            progress::add,
            LevelVisitor.NONE);
    return new HierarchySampler(seams, System::nanoTime);
  }

  private static int[] counted(int from, int to) {
    return IntStream.range(from, to).toArray();
  }

  private static void assertCounted(HierarchyCodes codes, int samples) {
    assertThat(codes.samples()).isEqualTo(samples);
    for (int[] top : codes.at(Level.TOP)) {
      assertThat(top).isEqualTo(counted(0, 32));
    }
    for (int[] middle : codes.at(Level.MIDDLE)) {
      assertThat(middle).isEqualTo(counted(0, 128));
    }
    for (int[] bottom : codes.at(Level.BOTTOM)) {
      assertThat(bottom).isEqualTo(counted(0, 512));
    }
  }

  @Test
  void everyLevelCountsThroughThePiece() {
    assertCounted(sampler().sample(plans(8, Map.of()), 0, 2, Map.of()), 2);
  }

  @Test
  void windowsStartEveryHopAndTheLastIsShiftedBack() {
    sampler().sample(plans(8, Map.of()), 0, 1, Map.of());
    assertThat(prior(Level.TOP).calls.stream().map(CountingPrior.Call::start))
        .containsExactly(0, 3, 6, 9, 12, 15, 18, 20);
    assertThat(prior(Level.TOP).calls.get(7))
        .isEqualTo(new CountingPrior.Call(20, 10, List.of(5, 5), 1, 2));
    assertThat(prior(Level.MIDDLE).calls.stream().map(CountingPrior.Call::start))
        .containsExactly(0, 16, 32, 48, 64, 80, 96);
    assertThat(prior(Level.MIDDLE).calls.get(1))
        .isEqualTo(new CountingPrior.Call(16, 16, List.of(5, 5, 5, 1), 1, 16));
  }

  @Test
  void eachPriorIsClosedBeforeTheNextIsLoaded() {
    List<Level> loaded = new ArrayList<>();
    SamplingSeams seams =
        new SamplingSeams(
            level -> {
              assertThat(loaded).allMatch(before -> prior(before).closed);
              loaded.add(level);
              return prior(level);
            },
            plan -> new Categorical((item, position) -> 0.5),
            () -> false,
            saved::add,
            progress::add,
            LevelVisitor.NONE);
    new HierarchySampler(seams, System::nanoTime).sample(plans(8, Map.of()), 0, 1, Map.of());
    assertThat(loaded).containsExactly(Level.TOP, Level.MIDDLE, Level.BOTTOM);
    assertThat(priors.values()).allMatch(prior -> prior.closed && prior.open == 0);
  }

  @Test
  void aPromptIsFedAndNotSampledAgain() {
    Map<Level, Integer> given = Map.of(Level.TOP, 7, Level.MIDDLE, 28, Level.BOTTOM, 112);
    Map<Level, List<int[]>> known =
        Map.of(
            Level.TOP, List.of(counted(0, 7), counted(0, 7)),
            Level.MIDDLE, List.of(counted(0, 28), counted(0, 28)),
            Level.BOTTOM, List.of(counted(0, 112), counted(0, 112)));
    assertCounted(sampler().sample(plans(8, given), 0, 2, known), 2);
    assertThat(prior(Level.TOP).calls.get(0))
        .isEqualTo(new CountingPrior.Call(0, 7, List.of(5, 2), 2, 5));
    // Windows at 0 and 32 of the bottom level hold nothing but prompt.
    assertThat(prior(Level.BOTTOM).calls.get(0).start()).isEqualTo(64);
    assertThat(prior(Level.BOTTOM).calls.get(0).reused()).isEqualTo(48);
  }

  @Test
  void upsamplingLeavesTheTopLevelAlone() {
    Map<Level, List<int[]>> known = Map.of(Level.TOP, List.of(counted(0, 32)));
    assertCounted(sampler().sample(plans(8, Map.of(Level.TOP, 32)), 0, 1, known), 1);
    assertThat(prior(Level.TOP).calls).isEmpty();
  }

  @Test
  void aBatchThatDoesNotFitIsDecodedInParts() {
    assertCounted(sampler().sample(plans(2, Map.of()), 0, 3, Map.of()), 3);
    assertThat(prior(Level.TOP).calls.stream().limit(4).map(CountingPrior.Call::items))
        .containsExactly(2, 1, 2, 1);
  }

  @Test
  void aRunStoppedAfterAnyWindowGoesOnWhereItStopped() {
    sampler().sample(plans(8, Map.of()), 0, 1, Map.of());
    List<HierarchyCodes> states = List.copyOf(saved);
    assertThat(states).hasSize(8 + 7 + 15);
    for (HierarchyCodes state : states) {
      priors.values().forEach(prior -> prior.closed = false);
      saved.clear();
      assertCounted(sampler().sample(plans(8, Map.of()), 0, 1, state.levels()), 1);
      assertThat(saved).hasSize(states.size() - 1 - states.indexOf(state));
    }
  }

  @Test
  void codesThatEndInsideAWindowAreNotTakenForAFinishedOne() {
    Map<Level, List<int[]>> lying = Map.of(Level.TOP, List.of(counted(0, 13)));
    assertThatThrownBy(() -> sampler().sample(plans(8, Map.of()), 0, 1, lying))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the top level must go on after a finished window, at code 12, but holds 13");
  }

  @Test
  void cancellingStopsBeforeTheNextCodeAndKeepsFinishedWindows() {
    int[] asked = {0};
    cancelled = () -> ++asked[0] > 20;
    assertThatThrownBy(() -> sampler().sample(plans(8, Map.of()), 0, 1, Map.of()))
        .isInstanceOf(CancellationException.class);
    // 1 + 12 questions in the first window, 1 + 2 chunks + 3 in the second, one more in the third.
    assertThat(saved).hasSize(2);
    assertThat(saved.get(1).at(Level.TOP).get(0)).isEqualTo(counted(0, 15));
    assertThat(prior(Level.TOP).open).isZero();
    assertThat(prior(Level.TOP).closed).isTrue();
  }

  @Test
  void progressCountsWindowsAndCodesOfAllSamples() {
    sampler().sample(plans(8, Map.of()), 0, 2, Map.of());
    SamplingProgress first = progress.get(0);
    assertThat(first).isEqualTo(new SamplingProgress(Level.TOP, 1, 8, 0, 64, 0, Duration.ZERO));
    SamplingProgress last = progress.get(progress.size() - 1);
    assertThat(last.level()).isEqualTo(Level.BOTTOM);
    assertThat(last.window()).isEqualTo(15);
    assertThat(last.codesDone()).isEqualTo(1024).isEqualTo(last.codesTotal());
    assertThat(last.codesPerSecond()).isPositive();
    assertThat(last.timeLeft()).isZero();
  }

  @Test
  void aLevelThatTheLevelAboveDoesNotCoverIsRefused() {
    Map<Level, Integer> given = Map.of(Level.TOP, 31);
    List<LevelPlan> plans = List.of(plans(8, given).get(1));
    assertThatThrownBy(() -> sampler().sample(plans, 0, 1, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("be covered by the level above, which covers 0 codes");
  }
}
