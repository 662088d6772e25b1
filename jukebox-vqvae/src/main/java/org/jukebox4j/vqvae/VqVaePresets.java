package org.jukebox4j.vqvae;

import org.jukebox4j.core.audio.SampleRate;

/** The published configurations. */
public final class VqVaePresets {
  private VqVaePresets() {}

  /**
   * The released codec: 44.1 kHz, three levels of 8, 32 and 128 samples per code. Source:
   * openai/jukebox {@code hparams.py}, {@code vqvae}.
   *
   * @return its numbers
   */
  public static VqVaeConfig vqvae() {
    return VqVaeConfig.builder().build();
  }

  /**
   * The small codec of the original's training examples: 22.05 kHz, two levels of 32 and 256
   * samples per code. Source: openai/jukebox {@code hparams.py}, {@code small_vqvae}.
   *
   * @return its numbers
   */
  public static VqVaeConfig smallVqvae() {
    return VqVaeConfig.builder()
        .sampleRate(new SampleRate(22_050))
        .levels(new int[] {5, 3}, new int[] {2, 2}, new int[] {1, 1})
        .codebook(1024, 64)
        .build();
  }
}
