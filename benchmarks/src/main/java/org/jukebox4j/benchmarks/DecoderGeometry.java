package org.jukebox4j.benchmarks;

import org.jukebox4j.prior.attention.AttentionSchedule;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig.Output;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig.Start;
import org.jukebox4j.prior.transformer.AttentionConfig;
import org.jukebox4j.prior.transformer.SequenceLengths;
import org.jukebox4j.prior.transformer.TransformerConfig;

/** The released priors with some of their layers, so that they fit into a benchmark. */
enum DecoderGeometry {
  UPSAMPLER(1920, 1, 8192, 128, 6, 2048),
  ONE_B(2048, 2, 6528, 64, 6, 2127),
  FIVE_B(4800, 8, 8192, 128, 3, 2048),
  SMALL(256, 1, 1024, 32, 8, 2048),
  /** The bottom upsampler of jukebox-mini, all layers. */
  MINI(160, 2, 1024, 16, 6, 1024);

  private static final double USUAL_SHARE = 0.25;
  private static final double MINI_SHARE = 0.5;

  private final int width;
  private final int heads;
  private final int context;
  private final int blocks;
  private final int layers;
  private final int tokens;

  DecoderGeometry(int width, int heads, int context, int blocks, int layers, int tokens) {
    this.width = width;
    this.heads = heads;
    this.context = context;
    this.blocks = blocks;
    this.layers = layers;
    this.tokens = tokens;
  }

  static DecoderGeometry of(String name) {
    return switch (name) {
      case "upsampler" -> UPSAMPLER;
      case "1b" -> ONE_B;
      case "5b" -> FIVE_B;
      case "small" -> SMALL;
      case "mini" -> MINI;
      default ->
          throw new IllegalArgumentException(
              "geometry must be upsampler, 1b, 5b, small or mini, but was " + name);
    };
  }

  int width() {
    return width;
  }

  int context() {
    return context;
  }

  int tokens() {
    return tokens;
  }

  /** Whether positions are conditioned, twice where the output matrix is tied. */
  boolean conditioned() {
    return this != SMALL;
  }

  AutoregressiveConfig config() {
    TransformerConfig transformer =
        TransformerConfig.of(
            width,
            layers,
            new AttentionConfig(
                heads,
                this == MINI ? MINI_SHARE : USUAL_SHARE,
                AttentionSchedule.ROW_COLUMN_PREVIOUS,
                blocks,
                0));
    return new AutoregressiveConfig(
        tokens,
        SequenceLengths.of(context),
        transformer,
        Start.TOKEN,
        this == FIVE_B ? Output.SEPARATE : Output.TIED);
  }
}
