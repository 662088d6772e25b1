package org.jukebox4j.core.audio;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Memory for the samples of a file, or a plain refusal. */
final class SampleMemory {
  /** Longest array that every virtual machine can make. */
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  private SampleMemory() {}

  /** Makes {@code [channels][samples]} of zeros. */
  static float[][] allocate(Path file, int channels, long samples) {
    if (samples > LONGEST_ARRAY
        || samples * channels * Float.BYTES > Runtime.getRuntime().maxMemory()) {
      throw tooLarge(file, channels, samples, null);
    }
    try {
      return new float[channels][(int) samples];
    } catch (OutOfMemoryError e) {
      throw tooLarge(file, channels, samples, e);
    }
  }

  static AudioFileException tooLarge(
      Path file, int channels, long samples, @Nullable Throwable cause) {
    long megabytes = samples * channels * Float.BYTES >> 20;
    long heap = Runtime.getRuntime().maxMemory() >> 20;
    return new AudioFileException(
        file,
        "its %d samples of %d channel(s) need %d MB, but Java may use %d MB in all"
            .formatted(samples, channels, megabytes, heap),
        "cut the recording, read it in blocks, or give Java more memory with -Xmx",
        cause);
  }
}
