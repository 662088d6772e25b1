package org.jukebox4j.prior;

import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.parameter.ParameterScope;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig.Output;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig.Start;
import org.jukebox4j.prior.autoregressive.AutoregressiveModel;
import org.jukebox4j.prior.conditioning.LabelConditioner;
import org.jukebox4j.prior.conditioning.LyricsEncoder;
import org.jukebox4j.prior.conditioning.TimingConfig;
import org.jukebox4j.prior.conditioning.UpperLevelConditioner;
import org.jukebox4j.prior.transformer.SequenceLengths;

/**
 * The parts of a prior that hold weights.
 *
 * @param model the transformer over codes
 * @param labels turns labels into vectors; null for a prior without labels
 * @param lyrics encodes lyrics; null without a separate encoder
 * @param upperCodes turns the codes above into vectors; null at the top level
 */
record PriorParts(
    AutoregressiveModel model,
    @Nullable LabelConditioner labels,
    @Nullable LyricsEncoder lyrics,
    @Nullable UpperLevelConditioner upperCodes) {
  static PriorParts from(ParameterScope scope, PriorConfig config) {
    return new PriorParts(
        AutoregressiveModel.from(scope.child("prior"), modelConfig(config)),
        labels(scope, config),
        lyricsEncoder(scope, config),
        config.upsampling() == null
            ? null
            : UpperLevelConditioner.from(
                scope.child("conditioner_blocks").child(0), config.upsampling()));
  }

  private static AutoregressiveConfig modelConfig(PriorConfig config) {
    LyricsArchitecture lyrics = config.lyrics();
    int vocabulary = config.codes().codebookSize();
    int encoderLength = 0;
    int prefixLength = 0;
    if (lyrics instanceof LyricsArchitecture.SharedTransformer shared) {
      vocabulary += shared.vocabularySize();
      prefixLength = shared.tokens();
    } else if (lyrics instanceof LyricsArchitecture.SeparateEncoder separate) {
      encoderLength = separate.tokens();
    }
    return new AutoregressiveConfig(
        vocabulary,
        new SequenceLengths(config.sequenceLength(), encoderLength, prefixLength),
        config.transformer(),
        config.labels() == null ? Start.TOKEN : Start.LABELS,
        config.output());
  }

  private static @Nullable LabelConditioner labels(ParameterScope scope, PriorConfig config) {
    LabelsConfig labels = config.labels();
    if (labels == null) {
      return null;
    }
    LabelsConfig.TimingRange range = labels.timing();
    TimingConfig timing =
        range == null
            ? null
            : new TimingConfig(
                range.bins(),
                config.codes().sampleRate(),
                range.minDurationSeconds(),
                range.maxDurationSeconds());
    return LabelConditioner.from(
        scope.child("y_emb"),
        new LabelConditioner.Tables(
            labels.artists(), labels.genres(), config.transformer().width()),
        timing);
  }

  private static @Nullable LyricsEncoder lyricsEncoder(ParameterScope scope, PriorConfig config) {
    return config.lyrics() instanceof LyricsArchitecture.SeparateEncoder separate
        ? LyricsEncoder.from(
            scope,
            new AutoregressiveConfig(
                separate.vocabularySize(),
                SequenceLengths.of(separate.tokens()),
                separate.transformer(),
                Start.TOKEN,
                Output.NONE),
            config.transformer().width())
        : null;
  }
}
