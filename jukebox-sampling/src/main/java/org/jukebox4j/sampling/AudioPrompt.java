package org.jukebox4j.sampling;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jukebox4j.core.audio.AudioFiles;
import org.jukebox4j.core.audio.Waveform;

/**
 * A recording that the music goes on from. It may have any rate and number of channels: it is mixed
 * to mono, resampled to the rate of the model, cut to whole codes of the top level, and encoded at
 * every level.
 *
 * @param waveform the recording; a {@link Waveform} is held by reference, do not change it
 */
public record AudioPrompt(Waveform waveform) {
  /** Checks that there is something to hear. */
  public AudioPrompt {
    if (waveform.samples() < 1) {
      throw new SampleRequestException("prompt must hold at least one sample, but was empty");
    }
  }

  /**
   * Reads a recording.
   *
   * @param file a WAV file, or any format that an installed service provider reads
   * @return the prompt
   */
  public static AudioPrompt read(Path file) {
    return new AudioPrompt(AudioFiles.read(file));
  }

  /**
   * Takes the beginning of the recording.
   *
   * @param length how much to keep, at most the length of the recording
   * @return the prompt
   */
  public AudioPrompt first(Duration length) {
    double seconds = length.toNanos() / 1e9;
    long samples = waveform.rate().samples(seconds);
    if (samples < 1 || samples > waveform.samples()) {
      throw new SampleRequestException(
          String.format(
              Locale.ROOT,
              "prompt length must be above 0 s and at most the %.3f s of the recording, but was"
                  + " %.3f s",
              waveform.seconds(),
              seconds));
    }
    return new AudioPrompt(waveform.slice(0, (int) samples));
  }
}
