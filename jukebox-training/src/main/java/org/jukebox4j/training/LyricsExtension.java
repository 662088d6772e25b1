package org.jukebox4j.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jukebox4j.core.checkpoint.Checkpoint;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.parameter.ParameterSource;
import org.jukebox4j.core.run.RunFolder;
import org.jukebox4j.prior.AlignmentHead;
import org.jukebox4j.prior.LabelsConfig;
import org.jukebox4j.prior.LyricsArchitecture;
import org.jukebox4j.prior.PriorConfig;
import org.jukebox4j.prior.attention.AttentionSchedule;
import org.jukebox4j.prior.lyrics.LyricsTokenizer;
import org.jukebox4j.prior.training.LyricsPriorStart;
import org.jukebox4j.prior.transformer.AttentionConfig;
import org.jukebox4j.prior.transformer.TransformerConfig;
import org.jukebox4j.sampling.model.ModelDescription;
import org.jukebox4j.sampling.model.ModelException;
import org.jukebox4j.sampling.model.ModelPart;

/**
 * Turns the trained top prior of a run, which knows no lyrics, into one that reads them: after
 * every three of its layers comes one that attends to the lyrics and begins as the identity.
 * Source: Dhariwal et al. 2020, §4.3.
 *
 * <p>The old prior is kept beside the new one, as {@code prior_level_2_without_lyrics}.
 */
public final class LyricsExtension {
  private static final String SUFFIX = "_without_lyrics";
  private static final int LYRICS = 96;
  private static final double LOSS_SHARE = 0.4;
  private static final int LAYERS_PER_LYRICS_LAYER = 3;

  private LyricsExtension() {}

  /**
   * Extends the top prior; one that reads lyrics already is left as it is.
   *
   * @param run a run directory whose top prior has been trained
   * @param settings what the new weights begin with
   */
  public static void extend(RunDirectory run, PriorTrainingSettings settings) {
    ModelDescription description = run.description();
    Level top = description.top();
    PriorConfig before = description.prior(top);
    if (before.lyrics().tokens() > 0) {
      return;
    }
    ModelPart part = ModelPart.priorOf(top);
    Path trained =
        run.weights(part)
            .orElseThrow(
                () ->
                    new ModelException(
                        run.part(part).weights()
                            + ": the prior without lyrics is not there; train it first, without"
                            + " --add-lyrics"));
    PriorConfig after = withLyrics(before);
    JoinedWeights weights;
    try (Checkpoint checkpoint = Checkpoint.open(trained)) {
      ParameterSource fresh =
          settings.initialisation().weights(after, settings.training().data().seed());
      weights =
          new JoinedWeights(
              after.parameters(), LyricsPriorStart.join(after, before, checkpoint, fresh));
    }
    RunFolder old = new RunFolder(run.folder(), part.stem() + SUFFIX);
    move(trained, old.weights());
    move(run.part(part).training(), old.training());
    weights.write(run.part(part).weights());
    run.describe(with(description, after));
  }

  private static PriorConfig withLyrics(PriorConfig before) {
    TransformerConfig transformer = before.transformer();
    AttentionConfig attention = transformer.attention();
    LabelsConfig labels = before.labels();
    if (attention.schedule() != AttentionSchedule.ROW_COLUMN_PREVIOUS
        || transformer.depth() % LAYERS_PER_LYRICS_LAYER != 0
        || labels == null) {
      throw new IllegalArgumentException(
          "the prior without lyrics must have labels and rounds of row, column and previous row,"
              + " but has %d layers of %s%s"
                  .formatted(
                      transformer.depth(),
                      attention.schedule(),
                      labels == null ? " and no labels" : ""));
    }
    int depth = transformer.depth() + transformer.depth() / LAYERS_PER_LYRICS_LAYER;
    AttentionConfig withLyrics =
        new AttentionConfig(
            attention.heads(),
            attention.share(),
            AttentionSchedule.LYRICS_EVERY_4,
            attention.blocks(),
            attention.spread());
    TransformerConfig encoder =
        new TransformerConfig(
            transformer.width() / 2,
            LAYERS_PER_LYRICS_LAYER,
            attention,
            transformer.feedForwardShare(),
            transformer.residual());
    int characters = new LyricsTokenizer(labels.vocabulary()).vocabularySize();
    return new PriorConfig(
        before.codes(),
        new TransformerConfig(
            transformer.width(),
            depth,
            withLyrics,
            transformer.feedForwardShare(),
            transformer.residual()),
        before.output(),
        new LyricsArchitecture.SeparateEncoder(LYRICS, characters, encoder, LOSS_SHARE),
        labels,
        before.upsampling(),
        new AlignmentHead(depth - 1, 0));
  }

  private static ModelDescription with(ModelDescription description, PriorConfig top) {
    List<PriorConfig> priors = new ArrayList<>(description.priors());
    priors.set(priors.size() - 1, top);
    return new ModelDescription(
        description.formatVersion(),
        description.name(),
        description.training(),
        description.codec(),
        priors,
        description.names(),
        description.defaults());
  }

  private static void move(Path from, Path to) {
    try {
      if (Files.exists(from)) {
        Files.move(from, to);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(from + " cannot be moved to " + to, failed);
    }
  }
}
