package org.jukebox4j.prior;

import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.parameter.ParameterBinding;
import org.jukebox4j.core.parameter.ParameterShapes;
import org.jukebox4j.prior.attention.AttentionKind;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig.Output;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig.Start;
import org.jukebox4j.prior.conditioning.TimingConfig;
import org.jukebox4j.prior.conditioning.UpperLevelConditionerConfig;
import org.jukebox4j.prior.transformer.SequenceLengths;
import org.jukebox4j.prior.transformer.TransformerConfig;

/**
 * Everything that must be known to build a prior from its weights.
 *
 * @param codes the codes that it models
 * @param transformer its stack of layers
 * @param output how states become logits
 * @param lyrics how it reads lyrics
 * @param labels artist, genre and timing; null for a prior without labels
 * @param upsampling how it reads the codes above; null at the top level
 * @param alignment which head aligns lyrics with music; null if none is known
 */
public record PriorConfig(
    CodesConfig codes,
    TransformerConfig transformer,
    Output output,
    LyricsArchitecture lyrics,
    @Nullable LabelsConfig labels,
    @Nullable UpperLevelConditionerConfig upsampling,
    @Nullable AlignmentHead alignment) {
  /** Checks that the parts fit each other. */
  public PriorConfig {
    if (output == Output.NONE) {
      throw new IllegalArgumentException("output must be TIED or SEPARATE, but was NONE");
    }
    if (upsampling != null) {
      requireFits(upsampling, codes, transformer);
    }
    for (int layer = 0; layer < transformer.depth(); layer++) {
      requireLyrics(transformer.attention().schedule().kindOf(layer), lyrics);
    }
    if (alignment != null) {
      requireAligns(alignment, transformer);
    }
  }

  private static void requireFits(
      UpperLevelConditionerConfig upsampling, CodesConfig codes, TransformerConfig transformer) {
    if (upsampling.width() != transformer.width()) {
      throw new IllegalArgumentException(
          "upsampling width must be that of the transformer, "
              + transformer.width()
              + ", but was "
              + upsampling.width());
    }
    if (codes.contextLength() % upsampling.codesPerUpperCode() != 0) {
      throw new IllegalArgumentException(
          "contextLength must be a multiple of the codes per code above, "
              + upsampling.codesPerUpperCode()
              + ", but was "
              + codes.contextLength());
    }
  }

  private static void requireLyrics(AttentionKind kind, LyricsArchitecture lyrics) {
    boolean fits =
        switch (kind) {
          case LYRICS -> lyrics instanceof LyricsArchitecture.SeparateEncoder;
          case LYRICS_PREFIX -> lyrics instanceof LyricsArchitecture.SharedTransformer;
          default -> true;
        };
    if (!fits) {
      throw new IllegalArgumentException(
          "the attention schedule has layers of kind "
              + kind
              + ", which need "
              + (kind == AttentionKind.LYRICS ? "a separate encoder" : "a shared transformer")
              + " for the lyrics, but the lyrics were "
              + lyrics);
    }
  }

  private static void requireAligns(AlignmentHead alignment, TransformerConfig transformer) {
    AttentionKind kind = AttentionKind.DENSE;
    boolean inRange =
        alignment.layer() < transformer.depth()
            && alignment.head() < transformer.attention().heads();
    if (inRange) {
      kind = transformer.attention().schedule().kindOf(alignment.layer());
    }
    if (kind != AttentionKind.LYRICS && kind != AttentionKind.LYRICS_PREFIX) {
      throw new IllegalArgumentException(
          "alignment must name a head of a layer that attends to lyrics, but was layer "
              + alignment.layer()
              + ", head "
              + alignment.head()
              + " of "
              + transformer.depth()
              + " layers and "
              + transformer.attention().heads()
              + " heads");
    }
  }

  /**
   * Returns this configuration for other codes.
   *
   * @param other the codes
   * @return the changed copy
   */
  public PriorConfig withCodes(CodesConfig other) {
    return new PriorConfig(other, transformer, output, lyrics, labels, upsampling, alignment);
  }

  /**
   * Returns the length of the sequence that the transformer sees.
   *
   * @return codes of a window, and lyrics tokens where they stand before them
   */
  public int sequenceLength() {
    return lyrics instanceof LyricsArchitecture.SharedTransformer shared
        ? codes.contextLength() + shared.tokens()
        : codes.contextLength();
  }

  /**
   * Returns the sizes of the model over codes.
   *
   * @return sizes, with the lyrics in the sequence and the vocabulary where they share them
   */
  public AutoregressiveConfig model() {
    int vocabulary = codes.codebookSize();
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
        new SequenceLengths(sequenceLength(), encoderLength, prefixLength),
        transformer,
        labels == null ? Start.TOKEN : Start.LABELS,
        output);
  }

  /**
   * Returns the sizes of the lyrics encoder.
   *
   * @return sizes, or null without a separate encoder
   */
  public @Nullable AutoregressiveConfig lyricsEncoder() {
    return lyrics instanceof LyricsArchitecture.SeparateEncoder separate
        ? new AutoregressiveConfig(
            separate.vocabularySize(),
            SequenceLengths.of(separate.tokens()),
            separate.transformer(),
            Start.TOKEN,
            Output.NONE)
        : null;
  }

  /**
   * Returns the timing signal.
   *
   * @return its sizes, or null where there is none
   */
  public @Nullable TimingConfig timing() {
    LabelsConfig.TimingRange range = labels == null ? null : labels.timing();
    return range == null
        ? null
        : new TimingConfig(
            range.bins(),
            codes.sampleRate(),
            range.minDurationSeconds(),
            range.maxDurationSeconds());
  }

  /**
   * Lists the parameters of this prior.
   *
   * @return name to shape, as in the released checkpoints; a tied output matrix under both names
   */
  public Map<String, int[]> parameters() {
    try (ParameterBinding binding = new ParameterBinding(new ParameterShapes())) {
      binding.bind("the prior", scope -> PriorParts.from(scope, this), name -> true);
      return binding.shapes();
    }
  }

  /**
   * Counts the elements that a checkpoint of this prior holds, without loading anything.
   *
   * @return number of elements; a tied output matrix counts twice, as it is stored twice
   */
  public long checkpointElements() {
    try (ParameterBinding binding = new ParameterBinding(new ParameterShapes())) {
      binding.bind("the prior", scope -> PriorParts.from(scope, this), name -> true);
      return binding.elementCount();
    }
  }

  /**
   * Counts the elements of the matrices that can be held in 8 bits: those of dense layers, without
   * loading anything.
   *
   * @return number of elements of {@link #checkpointElements}
   */
  public long matrixElements() {
    return elementsOf(name -> name.endsWith(".w") || isOutputMatrix(name));
  }

  /**
   * Counts the bytes that these matrices take in 8 bits: one an element, and two in output
   * matrices, which are rounded twice.
   *
   * @return bytes
   */
  public long roundedMatrixBytes() {
    return matrixElements() + elementsOf(PriorConfig::isOutputMatrix);
  }

  private static boolean isOutputMatrix(String name) {
    return name.endsWith("x_out.weight");
  }

  private long elementsOf(Predicate<String> matrices) {
    return parameters().entrySet().stream()
        .filter(entry -> matrices.test(entry.getKey()))
        .map(Map.Entry::getValue)
        .mapToLong(shape -> (long) shape[0] * shape[1])
        .sum();
  }

  /**
   * Computes how much memory the caches of one item take while it is decoded.
   *
   * @return bytes
   */
  public long cacheBytesPerItem() {
    try (ParameterBinding binding = new ParameterBinding(new ParameterShapes())) {
      return binding
          .bind("the prior", scope -> PriorParts.from(scope, this), name -> true)
          .model()
          .transformer()
          .cacheBytes();
    }
  }
}
