package org.jukebox4j.sampling.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jukebox4j.prior.AlignmentHead;
import org.jukebox4j.prior.Prior;
import org.jukebox4j.prior.TransformerPrior;
import org.jukebox4j.prior.WindowConditioning;
import org.jukebox4j.prior.lyrics.LyricsAlignment;
import org.jukebox4j.prior.lyrics.LyricsAlignment.WindowAttention;
import org.jukebox4j.sampling.level.LevelPlan;
import org.jukebox4j.sampling.level.LevelVisitor;
import org.jukebox4j.sampling.window.WindowSchedule;

/**
 * Reads from the finished codes of the top level where in the lyrics the music is: how much
 * attention every code pays to every character, window by window as they were sampled. Source:
 * Dhariwal et al. 2020, §4.2.
 */
final class AlignmentVisitor implements LevelVisitor {
  private final BooleanSupplier cancelled;
  private final List<LyricsAlignment> alignments = new ArrayList<>();

  AlignmentVisitor(BooleanSupplier cancelled) {
    this.cancelled = cancelled;
  }

  /** One alignment for each sample, or none if the prior has no lyrics. */
  List<LyricsAlignment> alignments() {
    return List.copyOf(alignments);
  }

  @Override
  public boolean wants(LevelPlan plan) {
    return labels(plan).isPresent();
  }

  private static Optional<LevelLabels> labels(LevelPlan plan) {
    return plan.labels()
        .filter(LevelLabels.class::isInstance)
        .map(LevelLabels.class::cast)
        .filter(labels -> labels.characters() > 0 && labels.characterIndices(0).length > 0);
  }

  @Override
  public void visit(Prior prior, LevelPlan plan, List<int[]> codes) {
    if (prior instanceof TransformerPrior transformer && transformer.config().alignment() != null) {
      AlignmentHead head = transformer.config().alignment();
      for (int[] item : codes) {
        alignments.add(align(transformer, head, plan, labels(plan).orElseThrow(), item));
      }
    }
  }

  private LyricsAlignment align(
      TransformerPrior prior, AlignmentHead head, LevelPlan plan, LevelLabels labels, int[] codes) {
    int context = prior.contextLength();
    int hop = plan.settings().hop(context, prior.codesPerUpperCode());
    List<Integer> starts =
        codes.length < context ? List.of(0) : WindowSchedule.starts(codes.length, context, hop);
    List<WindowAttention> windows = new ArrayList<>();
    for (int start : starts) {
      if (cancelled.getAsBoolean()) {
        throw new CancellationException();
      }
      // A piece shorter than the context is filled up with code 0.
      int[] window = Arrays.copyOf(Arrays.copyOfRange(codes, start, codes.length), context);
      WindowConditioning conditioning =
          new WindowConditioning(1, List.of(), List.of(labels.at(0, start)));
      float[] weights = prior.lyricsAttention(conditioning, List.of(window), head).get(0);
      windows.add(new WindowAttention(start, labels.characterIndices(start), weights));
    }
    return LyricsAlignment.of(codes.length, labels.characters(), windows);
  }
}
