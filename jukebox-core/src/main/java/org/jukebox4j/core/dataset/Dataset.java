package org.jukebox4j.core.dataset;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jukebox4j.core.audio.SampleRate;

/**
 * The songs of a folder that can be trained on.
 *
 * <p>The folder holds recordings and a {@code metadata.jsonl} with one JSON object a line:
 *
 * <pre>
 * {"file": "waltz.wav", "artist": "strings", "genre": "waltz", "lyrics": "la la la",
 *  "start": 1.5, "end": 60}
 * </pre>
 *
 * Only {@code file} must be there. {@code lyrics} may be LRC; {@code lyrics_file} names a text or
 * LRC file instead; {@code line_starts} or {@code word_starts} give seconds for each line or word.
 * A folder without {@code metadata.jsonl} is read as recordings without labels.
 *
 * <p>A mistake in {@code metadata.jsonl} refuses the whole data set, with the number of the line. A
 * recording that is missing, damaged, empty or silent is left out and reported by name; so is one
 * that is too short, by {@link #longEnough}. Every recording is decoded once, when the data set is
 * first opened; what was found, and copies at the rate of the model of recordings that are not WAV
 * at that rate, are kept in a cache folder.
 *
 * <p>Differs from the original, which has no metadata of its own and reads durations only.
 */
public final class Dataset {
  private static final int SAVE_EVERY = 64;

  private final SampleRate rate;
  private final List<DatasetSong> songs;

  private Dataset(SampleRate rate, List<DatasetSong> songs) {
    this.rate = rate;
    this.songs = List.copyOf(songs);
  }

  /**
   * Opens a data set.
   *
   * @param folder recordings and {@code metadata.jsonl}
   * @param cache where findings and converted recordings are kept; made when needed
   * @param rate the rate of the model
   * @param listener hears what is left out
   * @return the songs that can be used
   * @throws DatasetException if there is no such folder, a mistake in its metadata, or no song that
   *     can be used
   */
  public static Dataset open(Path folder, Path cache, SampleRate rate, DatasetListener listener) {
    List<SongMetadata> listed = MetadataFile.read(folder);
    SongExamination examination =
        new SongExamination(folder.toAbsolutePath(), cache.toAbsolutePath(), rate);
    Path findings = cache.toAbsolutePath().resolve("songs-" + rate.hertz() + ".json");
    ExaminedSongs examined = ExaminedSongs.read(findings);
    List<DatasetSong> songs = new ArrayList<>();
    for (int i = 0; i < listed.size(); i++) {
      examine(listed.get(i), examination, examined, listener).ifPresent(songs::add);
      listener.onExamined(i + 1, listed.size());
      if (i % SAVE_EVERY == SAVE_EVERY - 1) {
        examined.save();
      }
    }
    examined.save();
    if (songs.isEmpty()) {
      throw new DatasetException(
          folder
              + ": not one of "
              + listed.size()
              + " recordings can be used; give WAV, AIFF or AU files with sound in them");
    }
    return new Dataset(rate, songs);
  }

  private static Optional<DatasetSong> examine(
      SongMetadata metadata,
      SongExamination examination,
      ExaminedSongs examined,
      DatasetListener listener) {
    String state = examination.state(metadata);
    Optional<DatasetSong> known = examined.song(metadata, state);
    if (known.isPresent()) {
      return known;
    }
    Optional<String> knownReason = examined.reason(metadata, state);
    if (knownReason.isPresent()) {
      listener.onSkipped(metadata.name(), knownReason.get());
      return Optional.empty();
    }
    try {
      DatasetSong song = examination.examine(metadata);
      examined.put(state, song);
      return Optional.of(song);
    } catch (UnusableSongException unusable) {
      String reason = String.valueOf(unusable.getMessage());
      if (!state.isEmpty()) {
        examined.put(metadata, state, reason);
      }
      listener.onSkipped(metadata.name(), reason);
      return Optional.empty();
    }
  }

  /**
   * Returns the rate that all songs are read at.
   *
   * @return samples per second
   */
  public SampleRate rate() {
    return rate;
  }

  /**
   * Returns all songs.
   *
   * @return the songs, sorted by name
   */
  public List<DatasetSong> songs() {
    return songs;
  }

  /**
   * Returns the artists, from which a vocabulary is made.
   *
   * @return the names as the metadata has them, each once, sorted; without {@code "unknown"}
   */
  public List<String> artists() {
    return names(SongMetadata::artist);
  }

  /**
   * Returns the genres, from which a vocabulary is made.
   *
   * @return the names as the metadata has them, each once, sorted; without {@code "unknown"}
   */
  public List<String> genres() {
    return names(SongMetadata::genre);
  }

  private List<String> names(Function<SongMetadata, String> label) {
    return songs.stream()
        .map(song -> label.apply(song.metadata()))
        .filter(name -> !name.equals(SongMetadata.UNKNOWN))
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * Tells songs that are learnt from songs that are only listened to. All parts of one recording
   * are on the same side. The split depends on the names of the files and the seed alone.
   *
   * @param validationShare how much of the recordings to keep apart, from 0 to below 1; of two or
   *     more recordings at least one is, unless the share is 0
   * @param seed any number
   * @return the split
   */
  public DatasetSplit split(double validationShare, long seed) {
    if (!(validationShare >= 0 && validationShare < 1)) {
      throw new IllegalArgumentException(
          "validationShare must be at least 0 and below 1, but was " + validationShare);
    }
    List<String> files = songs.stream().map(song -> song.metadata().file()).distinct().toList();
    long wanted = Math.round(validationShare * files.size());
    if (validationShare > 0 && files.size() > 1) {
      wanted = Math.min(Math.max(1, wanted), files.size() - 1);
    }
    Comparator<String> order =
        Comparator.<String>comparingLong(file -> TileRandom.bits(seed, file))
            .thenComparing(Comparator.naturalOrder());
    Set<String> apart = new HashSet<>(files.stream().sorted(order).limit(wanted).toList());
    List<DatasetSong> training = new ArrayList<>();
    List<DatasetSong> validation = new ArrayList<>();
    for (DatasetSong song : songs) {
      (apart.contains(song.metadata().file()) ? validation : training).add(song);
    }
    return new DatasetSplit(training, validation);
  }

  /**
   * Leaves out songs that are too short.
   *
   * @param songs some songs of this data set
   * @param samples shortest length, in samples
   * @param listener hears what is left out
   * @return the other songs
   */
  public List<DatasetSong> longEnough(
      List<DatasetSong> songs, long samples, DatasetListener listener) {
    List<DatasetSong> kept = new ArrayList<>();
    for (DatasetSong song : songs) {
      if (song.samples() >= samples) {
        kept.add(song);
      } else {
        listener.onSkipped(
            song.name(),
            "it lasts %.2f s, but must last at least the %.2f s that are trained on at once"
                .formatted(rate.seconds(song.samples()), rate.seconds(samples)));
      }
    }
    return List.copyOf(kept);
  }

  /**
   * Returns what tells this data set from others, by the names, lengths and labels of its songs.
   *
   * @return 32 hexadecimal digits
   */
  public String fingerprint() {
    StringBuilder all = new StringBuilder(rate.toString());
    for (DatasetSong song : songs) {
      all.append('\n').append(song.metadata()).append(' ').append(song.samples());
    }
    byte[] digest = Digests.sha256(all.toString().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest).substring(0, 32);
  }
}
