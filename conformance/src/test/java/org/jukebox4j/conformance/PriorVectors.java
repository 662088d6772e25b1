package org.jukebox4j.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.parameter.ParameterBinding;
import org.jukebox4j.core.parameter.ParameterScope;
import org.jukebox4j.prior.LabelVector;
import org.jukebox4j.prior.LabelsConfig;
import org.jukebox4j.prior.LyricsArchitecture;
import org.jukebox4j.prior.PriorConfig;
import org.jukebox4j.prior.WindowConditioning;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig.Output;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig.Start;
import org.jukebox4j.prior.conditioning.LabelConditioner;
import org.jukebox4j.prior.conditioning.LyricsEncoder;
import org.jukebox4j.prior.conditioning.TimingConfig;
import org.jukebox4j.prior.conditioning.TimingWindow;
import org.jukebox4j.prior.conditioning.UpperLevelConditioner;
import org.jukebox4j.prior.transformer.SequenceLengths;

/** Compares what a prior makes of its conditioning before the transformer sees it. */
final class PriorVectors {
  private final GoldenFile file;
  private final PriorConfig config;
  private final Comparison comparison;
  private final double tolerance;

  PriorVectors(GoldenFile file, PriorConfig config, Comparison comparison) {
    this.file = file;
    this.config = config;
    this.comparison = comparison;
    this.tolerance = TransformerCases.tolerance(config.transformer().depth());
  }

  void compare(WindowConditioning conditioning) {
    try (ParameterBinding binding = new ParameterBinding(GoldenPriorSearch.priorParameters(file))) {
      binding.bind(
          "the conditioners",
          scope -> {
            labels(scope, conditioning.labels());
            upperCodes(scope, conditioning.upperCodes());
            lyrics(scope, conditioning.labels());
            return "";
          },
          name -> false);
    }
  }

  private void labels(ParameterScope scope, List<LabelVector> labels) {
    LabelsConfig sizes = config.labels();
    if (sizes == null) {
      return;
    }
    LabelConditioner conditioner =
        LabelConditioner.from(
            scope.child("y_emb"),
            new LabelConditioner.Tables(
                sizes.artists(), sizes.genres(), config.transformer().width()),
            timing(sizes.timing()));
    List<float[]> starts = new ArrayList<>();
    List<float[]> signals = new ArrayList<>();
    for (LabelVector y : labels) {
      starts.add(conditioner.start(y.artist(), y.genres()));
      conditioner
          .timing(
              new TimingWindow(y.totalLength(), y.offset(), y.sampleLength()),
              config.codes().contextLength())
          .ifPresent(signals::add);
    }
    comparison.floats(
        "y_cond", file.floats("out.y_cond"), SimplePriorCases.joined(starts), tolerance);
    if (!signals.isEmpty()) {
      comparison.floats(
          "x_cond", file.floats("out.x_cond"), SimplePriorCases.joined(signals), tolerance);
    }
  }

  private @Nullable TimingConfig timing(LabelsConfig.@Nullable TimingRange range) {
    return range == null
        ? null
        : new TimingConfig(
            range.bins(),
            config.codes().sampleRate(),
            range.minDurationSeconds(),
            range.maxDurationSeconds());
  }

  private void upperCodes(ParameterScope scope, List<int[]> codes) {
    if (config.upsampling() == null) {
      return;
    }
    try (UpperLevelConditioner conditioner =
        UpperLevelConditioner.from(
            scope.child("conditioner_blocks").child(0), config.upsampling())) {
      List<float[]> vectors = codes.stream().map(conditioner::forward).toList();
      comparison.floats(
          "x_cond", file.floats("out.x_cond"), SimplePriorCases.joined(vectors), tolerance);
    }
  }

  private void lyrics(ParameterScope scope, List<LabelVector> labels) {
    if (file.has("out.prime")) {
      List<int[]> primes = GoldenPrior.rows(file, "out.prime");
      for (int item = 0; item < primes.size(); item++) {
        long[] expected = Arrays.stream(primes.get(item)).asLongStream().toArray();
        comparison.integers("lyrics " + item, expected, labels.get(item).lyrics());
      }
    }
    if (config.lyrics() instanceof LyricsArchitecture.SeparateEncoder separate) {
      LyricsEncoder encoder =
          LyricsEncoder.from(
              scope,
              new AutoregressiveConfig(
                  separate.vocabularySize(),
                  SequenceLengths.of(separate.tokens()),
                  separate.transformer(),
                  Start.TOKEN,
                  Output.NONE),
              config.transformer().width());
      List<float[]> states = labels.stream().map(y -> encoder.encode(y.lyrics())).toList();
      comparison.floats(
          "encoder_kv", file.floats("out.encoder_kv"), SimplePriorCases.joined(states), tolerance);
    }
  }
}
