package org.jukebox4j.sampling.session;

import java.util.Optional;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.prior.LabelRules;
import org.jukebox4j.prior.label.LabelVocabulary;
import org.jukebox4j.prior.label.Labeller;
import org.jukebox4j.prior.label.PieceLabels;
import org.jukebox4j.sampling.SampleRequestException;
import org.jukebox4j.sampling.level.WindowLabels;
import org.jukebox4j.sampling.model.LevelShape;
import org.jukebox4j.sampling.model.SamplingModel;

/** Labels a request for the prior of each level. */
final class PieceLabelling {
  private final SamplingModel model;
  private final ResolvedRequest request;

  PieceLabelling(SamplingModel model, ResolvedRequest request) {
    this.model = model;
    this.request = request;
  }

  /**
   * The labels of one level, or empty for a prior without labels.
   *
   * @throws IllegalArgumentException if the prior cannot serve the labels or the lengths
   */
  Optional<WindowLabels> of(Level level) {
    LevelShape shape = model.shape(level);
    Optional<LabelRules> rules = shape.labelRules();
    Optional<LabelVocabulary> vocabulary = model.vocabulary(level);
    if (rules.isEmpty() || vocabulary.isEmpty()) {
      return Optional.empty();
    }
    Labeller labeller =
        new Labeller(
            rules.get(),
            vocabulary.get(),
            new Labeller.WindowShape(
                shape.contextLength(), shape.samplesPerCode(), shape.lyricsTokens()));
    return Optional.of(new LevelLabels(labeller, label(level, shape, rules.get(), labeller)));
  }

  private PieceLabels label(Level level, LevelShape shape, LabelRules rules, Labeller labeller) {
    PieceSpan span = request.span();
    if (level != model.top()) {
      // A window of a short piece may lie beyond its end; only the top level has a sense of time.
      long total = Math.max(span.total(), span.offset() + span.sampled());
      return sharesVocabularyWithTop(rules)
          ? labeller.label(request.labels(), total, span.offset())
          : labeller.labelLeniently(request.labels(), total, span.offset());
    }
    requireTiming(labeller);
    requireRoomForLastWindow(shape, rules);
    return labeller.label(request.labels(), span.total(), span.offset());
  }

  /** A name that the top level knows need not be known to an upsampler of the other vocabulary. */
  private boolean sharesVocabularyWithTop(LabelRules rules) {
    return model
        .shape(model.top())
        .labelRules()
        .map(top -> top.vocabulary() == rules.vocabulary())
        .orElse(true);
  }

  private void requireTiming(Labeller labeller) {
    try {
      labeller.requireTiming(request.span().total(), request.span().offset());
    } catch (IllegalArgumentException outOfRange) {
      throw new SampleRequestException(
          outOfRange.getMessage()
              + "; to sample a part of a longer piece, set the total duration too");
    }
  }

  /** The prior knows no time after the longest duration, not even where a window reaches over. */
  private void requireRoomForLastWindow(LevelShape shape, LabelRules rules) {
    PieceSpan span = request.span();
    long lastEnd = span.offset() + Math.max(span.sampled(), shape.contextSamples());
    double longest = rules.maxDurationSeconds() * rules.sampleRate();
    if ((float) lastEnd > (float) longest) {
      double room = longest - Math.max(span.sampled(), shape.contextSamples());
      throw new SampleRequestException(
          "offset must be at most "
              + SecondsText.of(room / rules.sampleRate())
              + " for this prior and duration, but was "
              + SecondsText.of((double) span.offset() / rules.sampleRate()));
    }
  }
}
