package org.jukebox4j.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.jukebox4j.cli.chart.SongSpectrogram;
import org.jukebox4j.corpus.CorpusSong;
import org.jukebox4j.corpus.evaluation.Evaluation;
import org.jukebox4j.sampling.Song;

/** A folder with what an evaluation found and what it heard. */
final class EvaluationReport {
  private static final String TABLE = "evaluation.md";
  private static final String MEASURES = "evaluation.json";
  private static final String SPECTROGRAM = "spectrogram.png";

  private final Path folder;
  private int songs;

  private EvaluationReport(Path folder) {
    this.folder = folder;
  }

  static EvaluationReport in(Path folder) {
    try {
      return new EvaluationReport(Files.createDirectories(folder));
    } catch (IOException failed) {
      throw new UserException(
          "--report " + folder + " cannot be made (" + failed + "). Choose another folder.");
    }
  }

  /** Keeps a song, and the spectrogram of the first one. */
  void add(CorpusSong asked, Song song) {
    String name =
        String.format(
            Locale.ROOT, "%02d-%s-%s.wav", songs, asked.genre().label(), asked.artist().label());
    song.writeWav(folder.resolve(name));
    if (songs == 0) {
      write(SPECTROGRAM, new SongSpectrogram(song.waveform()).png());
    }
    songs++;
  }

  /** Writes what was found so far, in the place of what was there. */
  void write(Evaluation evaluation) {
    write(TABLE, evaluation.table().getBytes(StandardCharsets.UTF_8));
    write(MEASURES, evaluation.toJson().getBytes(StandardCharsets.UTF_8));
  }

  private void write(String name, byte[] contents) {
    Path file = folder.resolve(name);
    Path temporary = folder.resolve(name + ".tmp");
    try {
      Files.write(temporary, contents);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failed) {
      throw new UncheckedIOException(file + " cannot be written", failed);
    }
  }
}
