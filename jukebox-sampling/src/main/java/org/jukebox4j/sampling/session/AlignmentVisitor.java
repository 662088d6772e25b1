package org.jukebox4j.sampling.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jukebox4j.prior.AlignmentHead;
import org.jukebox4j.prior.Prior;
import org.jukebox4j.prior.TransformerPrior;
import org.jukebox4j.prior.alignment.LyricsAligner;
import org.jukebox4j.prior.lyrics.LyricsAlignment;
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
        .filter(LevelLabels::hasLyrics);
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
    return new LyricsAligner(prior, head, labels.labeller())
        .align(labels.piece(), codes, starts, (done, all) -> stopIfCancelled());
  }

  private void stopIfCancelled() {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException();
    }
  }
}
