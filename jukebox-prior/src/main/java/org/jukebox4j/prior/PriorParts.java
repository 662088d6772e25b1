package org.jukebox4j.prior;

import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.parameter.ParameterScope;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig;
import org.jukebox4j.prior.autoregressive.AutoregressiveModel;
import org.jukebox4j.prior.conditioning.LabelConditioner;
import org.jukebox4j.prior.conditioning.LyricsEncoder;
import org.jukebox4j.prior.conditioning.UpperLevelConditioner;

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
        AutoregressiveModel.from(scope.child("prior"), config.model()),
        labels(scope, config),
        lyricsEncoder(scope, config),
        config.upsampling() == null
            ? null
            : UpperLevelConditioner.from(
                scope.child("conditioner_blocks").child(0), config.upsampling()));
  }

  private static @Nullable LabelConditioner labels(ParameterScope scope, PriorConfig config) {
    LabelsConfig labels = config.labels();
    if (labels == null) {
      return null;
    }
    return LabelConditioner.from(
        scope.child("y_emb"),
        new LabelConditioner.Tables(
            labels.artists(), labels.genres(), config.transformer().width()),
        config.timing());
  }

  private static @Nullable LyricsEncoder lyricsEncoder(ParameterScope scope, PriorConfig config) {
    AutoregressiveConfig encoder = config.lyricsEncoder();
    return encoder == null
        ? null
        : LyricsEncoder.from(scope, encoder, config.transformer().width());
  }
}
