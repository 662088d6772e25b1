package org.jukebox4j.benchmarks;

import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.parameter.RandomParameters;
import org.jukebox4j.vqvae.VqVae;
import org.jukebox4j.vqvae.VqVaePresets;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The released codec with random weights, and something to encode. */
@State(Scope.Benchmark)
public class CodecState {
  /** Samples at 44.1 kHz; about 4 s, whole codes of every level. */
  @Param("176384")
  public int samples;

  VqVae codec;
  float[] audio;

  /** Makes the codec. */
  @Setup
  public void open() {
    codec = VqVae.load(VqVaePresets.vqvae(), new RandomParameters(0));
    audio = new float[samples];
    for (int i = 0; i < samples; i++) {
      audio[i] = (float) (0.3 * Math.sin(i * 0.05) + 0.2 * Math.sin(i * 0.31));
    }
  }

  /** Codes of a level, as many as the audio has. */
  int[] codes(Level level) {
    int[] codes = new int[samples / codec.samplesPerCode(level)];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = i * 31 % codec.config().codebookSize();
    }
    return codes;
  }

  /** Frees the weights. */
  @TearDown
  public void close() {
    codec.close();
  }
}
