package org.jukebox4j.sampling.level;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jukebox4j.prior.LabelVector;
import org.jukebox4j.prior.Prior;
import org.jukebox4j.prior.WindowConditioning;
import org.jukebox4j.prior.WindowDecoder;
import org.jukebox4j.sampling.batch.BatchSplit;
import org.jukebox4j.sampling.token.TokenSampler;
import org.jukebox4j.sampling.window.ChunkSplit;
import org.jukebox4j.sampling.window.Window;
import org.jukebox4j.sampling.window.WindowSchedule;

/**
 * Samples the codes of one level, window by window. Each window is conditioned on the labels as
 * they are at its place in the piece, on the codes of the level above that cover it, and on the
 * codes of its own level that are there already.
 *
 * <p>Source: Dhariwal et al. 2020, §4.4.
 */
final class LevelSampler {
  private final Prior prior;
  private final LevelPlan plan;
  private final TokenSampler tokens;
  private final int firstItem;
  private final List<int[]> upperCodes;

  /**
   * Prepares one level.
   *
   * @param prior the prior of the level
   * @param plan what to sample
   * @param tokens chooses codes; it gets {@code firstItem} + number of the item
   * @param firstItem number of the first item, for the choice of codes and for labels
   * @param upperCodes finished codes of the level above for every item; empty at the top
   */
  LevelSampler(
      Prior prior, LevelPlan plan, TokenSampler tokens, int firstItem, List<int[]> upperCodes) {
    this.prior = prior;
    this.plan = plan;
    this.tokens = tokens;
    this.firstItem = firstItem;
    this.upperCodes = upperCodes;
    WindowSchedule schedule = plan.schedule();
    if (schedule.context() != prior.contextLength()) {
      throw new IllegalArgumentException(
          "the windows are made for a context of "
              + schedule.context()
              + " codes, but that of the prior is "
              + prior.contextLength());
    }
    schedule.windows().forEach(this::requireUpperCodes);
  }

  private void requireUpperCodes(Window window) {
    int ratio = prior.codesPerUpperCode();
    if (ratio == 0) {
      return;
    }
    long present = upperCodes.isEmpty() ? 0 : (long) upperCodes.get(0).length * ratio;
    int end = window.start() + prior.contextLength();
    if (window.start() % ratio != 0 || end > present) {
      throw new IllegalArgumentException(
          "a window of the "
              + plan.level().label()
              + " level must start at a multiple of "
              + ratio
              + " codes and be covered by the level above, which covers "
              + present
              + " codes, but it was "
              + window.start()
              + " to "
              + end);
    }
  }

  /**
   * Samples every window that is not finished.
   *
   * @param known codes that are there, up to the end of a window or as many as were given
   * @param observer told about each step; it may stop the sampling
   * @return all codes of the level, for every item
   * @throws CancellationException if the observer stops the sampling
   */
  List<int[]> sample(List<int[]> known, LevelObserver observer) {
    WindowSchedule schedule = plan.schedule();
    CodeBuffer codes = new CodeBuffer(known, schedule.total());
    List<Window> remaining = schedule.remaining(codes.finished());
    if (!remaining.isEmpty() && remaining.get(0).firstSampled() != codes.finished()) {
      throw new IllegalArgumentException(
          "the "
              + plan.level().label()
              + " level must go on after a finished window, at code "
              + remaining.get(0).firstSampled()
              + ", but holds "
              + codes.finished());
    }
    int number = schedule.windows().size() - remaining.size();
    for (Window window : remaining) {
      observer.windowStarted(++number, window);
      for (BatchSplit batch : BatchSplit.of(codes.items(), plan.batch())) {
        sampleWindow(window, batch, codes, observer);
      }
      codes.finish(window.end());
      observer.windowFinished(codes.finishedCodes());
    }
    return codes.finishedCodes();
  }

  private void sampleWindow(
      Window window, BatchSplit batch, CodeBuffer codes, LevelObserver observer) {
    stopIfCancelled(observer);
    try (WindowDecoder decoder = open(conditioning(window, batch))) {
      feed(window, batch, codes, decoder, observer);
      int[] drawn = new int[batch.size()];
      int size = decoder.vocabularySize();
      for (int position = window.firstSampled(); position < window.end(); position++) {
        stopIfCancelled(observer);
        float[] logits = decoder.logits(); // [items, size]
        for (int i = 0; i < drawn.length; i++) {
          int item = batch.from() + i;
          drawn[i] = tokens.choose(logits, i * size, size, firstItem + item, position);
          codes.put(item, position, decoder.codeOf(drawn[i]));
        }
        if (position + 1 < window.end()) {
          decoder.appendDrawn(drawn);
        }
        observer.drawn(drawn.length);
      }
    }
  }

  private WindowDecoder open(WindowConditioning conditioning) {
    double guidance = plan.settings().guidance();
    return guidance == 0 || conditioning.labels().isEmpty()
        ? prior.open(conditioning)
        : GuidedWindowDecoder.open(prior, conditioning, guidance);
  }

  private void feed(
      Window window,
      BatchSplit batch,
      CodeBuffer codes,
      WindowDecoder decoder,
      LevelObserver observer) {
    int from = window.start();
    int chunk = plan.settings().promptChunk();
    for (int size : ChunkSplit.sizes(window.reused(), chunk)) {
      stopIfCancelled(observer);
      List<int[]> slices = new ArrayList<>();
      for (int item = batch.from(); item < batch.to(); item++) {
        slices.add(codes.slice(item, from, from + size));
      }
      decoder.append(slices, chunk);
      from += size;
    }
  }

  private WindowConditioning conditioning(Window window, BatchSplit batch) {
    int ratio = prior.codesPerUpperCode();
    List<int[]> above = new ArrayList<>();
    List<LabelVector> labels = new ArrayList<>();
    for (int item = batch.from(); item < batch.to(); item++) {
      if (ratio > 0) {
        int from = window.start() / ratio;
        int[] all = upperCodes.get(item);
        above.add(Arrays.copyOfRange(all, from, from + prior.contextLength() / ratio));
      }
      if (plan.labels().isPresent()) {
        labels.add(plan.labels().get().at(item, window.start()));
      }
    }
    return new WindowConditioning(batch.size(), above, labels);
  }

  private static void stopIfCancelled(LevelObserver observer) {
    if (observer.isCancelled()) {
      throw new CancellationException();
    }
  }
}
