package org.jukebox4j.sampling;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jukebox4j.core.audio.WavWriter;
import org.jukebox4j.core.audio.Waveform;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.prior.lyrics.LyricsAlignment;
import org.jukebox4j.sampling.state.HierarchyCodes;

/**
 * What was sampled. Waveforms and codes are held by reference: do not change them.
 *
 * @param codes codes of every level that was sampled; they may reach beyond the end of the audio
 * @param waveforms the audio of every sample, mono, as long as was asked for
 * @param alignments for every sample where in the lyrics the music is; empty if the model has no
 *     lyrics or none were given
 * @param decodedLevel the level that the audio was decoded from
 * @param seed the seed, which gives the same song again
 */
public record Song(
    HierarchyCodes codes,
    List<Waveform> waveforms,
    List<LyricsAlignment> alignments,
    Level decodedLevel,
    long seed) {
  /** Checks that there is audio for every sample. */
  public Song {
    waveforms = List.copyOf(waveforms);
    alignments = List.copyOf(alignments);
    if (waveforms.size() != codes.samples()) {
      throw new IllegalArgumentException(
          "waveforms must be one for each of "
              + codes.samples()
              + " samples, but were "
              + waveforms.size());
    }
  }

  /**
   * Returns how many samples there are.
   *
   * @return at least 1
   */
  public int samples() {
    return waveforms.size();
  }

  /**
   * Returns the audio of the first sample.
   *
   * @return mono audio
   */
  public Waveform waveform() {
    return waveforms.get(0);
  }

  /**
   * Writes the audio as 16-bit PCM. Several samples become several files, numbered before the
   * extension: {@code song-1.wav}, {@code song-2.wav}.
   *
   * @param out the file
   * @return the files written, one for each sample
   */
  public List<Path> writeWav(Path out) {
    List<Path> files = new ArrayList<>();
    for (int sample = 0; sample < samples(); sample++) {
      Path file = samples() == 1 ? out : numbered(out, sample + 1);
      WavWriter.write(file, waveforms.get(sample));
      files.add(file);
    }
    return files;
  }

  private static Path numbered(Path out, int number) {
    String name = String.valueOf(out.getFileName());
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    String extension = dot > 0 ? name.substring(dot) : "";
    return out.resolveSibling(stem + "-" + number + extension);
  }
}
