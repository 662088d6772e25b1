package org.jukebox4j.corpus;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jukebox4j.core.audio.WavWriter;
import org.jukebox4j.core.audio.Waveform;

/**
 * A corpus in a folder that can be trained on: a WAV file for each song, {@code metadata.jsonl}
 * with the labels and the second in which each word begins, {@code truth.jsonl} with everything
 * else that is known (beats, key, form, the second of each character), and {@code corpus.json} with
 * the settings.
 *
 * <p>A folder that was begun is gone on with; a folder that holds anything else is refused.
 */
public final class Corpus {
  /** Changes whenever the same seed would give another song. */
  private static final int GENERATOR = 5;

  private static final String SETTINGS = "corpus.json";
  private static final String METADATA = "metadata.jsonl";
  private static final String TRUTH = "truth.jsonl";
  private static final int WAV_HEADER_BYTES = 44;

  private final CorpusGenerator generator;
  private final int songs;
  private final boolean voiceAlone;

  /**
   * Prepares a corpus.
   *
   * @param generator makes the songs
   * @param songs how many, at least 1
   */
  public Corpus(CorpusGenerator generator, int songs) {
    this(generator, songs, false);
  }

  private Corpus(CorpusGenerator generator, int songs, boolean voiceAlone) {
    if (songs < 1) {
      throw new IllegalArgumentException("songs must be at least 1, but were " + songs);
    }
    this.generator = generator;
    this.songs = songs;
    this.voiceAlone = voiceAlone;
  }

  /**
   * The same songs without their ensembles, for a prior that is to learn first how words sound.
   * Nobody plays them: their artist is {@code nobody}, which no model knows.
   *
   * @return another corpus
   */
  public Corpus ofVoicesAlone() {
    return new Corpus(generator, songs, true);
  }

  /**
   * Returns the songs, without their audio.
   *
   * @return from the first on
   */
  public Stream<CorpusSong> songs() {
    return Stream.iterate(0L, number -> number + 1).limit(songs).map(generator::song);
  }

  /**
   * Writes the corpus. Songs that are there already are kept, so a run that was stopped goes on,
   * and a corpus can be made longer.
   *
   * @param folder made if it does not exist
   * @param listener hears of every song
   * @throws CorpusException if the folder holds something else, or cannot be written
   */
  public void write(Path folder, CorpusListener listener) {
    try {
      begin(folder);
      writeLines(folder);
      int done = 0;
      for (CorpusSong song : (Iterable<CorpusSong>) songs()::iterator) {
        writeAudio(folder.resolve(song.file()), song);
        listener.onSong(++done, songs);
      }
    } catch (IOException unwritable) {
      throw new CorpusException(
          folder + ": the corpus cannot be written (" + unwritable + ")", unwritable);
    }
  }

  private void begin(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(SETTINGS);
    JsonObject settings = settings();
    if (Files.exists(file)) {
      if (!settings.equals(read(file))) {
        throw new CorpusException(
            folder
                + ": another corpus is there, with other settings than "
                + settings
                + "; choose an empty folder");
      }
      return;
    }
    try (Stream<Path> there = Files.list(folder)) {
      if (there.findAny().isPresent()) {
        throw new CorpusException(
            folder + ": the folder must be empty or hold a corpus, but holds something else");
      }
    }
    replace(file, settings + "\n");
  }

  private JsonObject settings() {
    JsonObject settings = new JsonObject();
    settings.addProperty("generator", GENERATOR);
    settings.addProperty("seed", generator.settings().seed());
    settings.addProperty("shortest_seconds", generator.settings().shortest());
    settings.addProperty("longest_seconds", generator.settings().longest());
    if (voiceAlone) {
      settings.addProperty("voice_alone", true);
    }
    return settings;
  }

  private static JsonObject read(Path file) throws IOException {
    try {
      return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException damaged) {
      throw new CorpusException(
          file + ": it does not hold the settings of a corpus; choose an empty folder", damaged);
    }
  }

  /** A corpus never gets shorter: what a longer run has written stays listed. */
  private void writeLines(Path folder) throws IOException {
    Path metadata = folder.resolve(METADATA);
    if (Files.exists(metadata) && Files.readAllLines(metadata).size() >= songs) {
      return;
    }
    List<String> known = new ArrayList<>();
    List<String> truths = new ArrayList<>();
    songs()
        .forEach(
            song -> {
              known.add(SongLines.metadata(song, voiceAlone));
              truths.add(SongLines.truth(song, voiceAlone));
            });
    replace(folder.resolve(TRUTH), String.join("\n", truths) + "\n");
    replace(metadata, String.join("\n", known) + "\n");
  }

  private void writeAudio(Path file, CorpusSong song) throws IOException {
    long samples = Math.round(song.score().seconds() * CorpusSong.RATE.hertz());
    if (Files.exists(file) && Files.size(file) == WAV_HEADER_BYTES + 2 * samples) {
      return;
    }
    WavWriter.write(
        file, Waveform.mono(voiceAlone ? song.voice() : song.samples(), CorpusSong.RATE));
  }

  private static void replace(Path file, String text) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    Files.writeString(unfinished, text);
    Files.move(
        unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
