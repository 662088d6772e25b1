package org.jukebox4j.prior.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.dataset.DatasetListener;
import org.jukebox4j.core.dataset.DatasetSong;
import org.jukebox4j.core.dataset.SongLyrics;
import org.jukebox4j.core.dataset.SongMetadata;
import org.jukebox4j.prior.LabelVector;
import org.jukebox4j.prior.LabelsConfig;
import org.jukebox4j.prior.PriorConfig;
import org.jukebox4j.prior.label.LabelVocabulary;
import org.jukebox4j.prior.label.Labeller;
import org.jukebox4j.prior.label.Labels;
import org.jukebox4j.prior.label.PieceLabels;
import org.jukebox4j.prior.lyrics.LyricsTokenizer;
import org.jukebox4j.prior.lyrics.LyricsTokens;
import org.jukebox4j.prior.lyrics.LyricsWindow;
import org.jukebox4j.vqvae.dataset.CodesCache;

/**
 * Songs that a prior can learn from, with their labels as its numbers. Songs that are shorter than
 * a window, or whose length or genre the prior cannot be told, are left out and reported by name.
 * Names that the vocabulary does not have become the unknown artist or genre.
 */
public final class LabelledSongs {
  private final PriorConfig config;
  private final CodesCache cache;
  private final @Nullable Labeller labeller;
  private final List<LabelledSong> songs;
  private final LyricsPlacement placement;

  private LabelledSongs(
      PriorConfig config,
      CodesCache cache,
      @Nullable Labeller labeller,
      List<LabelledSong> songs,
      LyricsPlacement placement) {
    this.placement = placement;
    this.config = config;
    this.cache = cache;
    this.labeller = labeller;
    this.songs = List.copyOf(songs);
  }

  /**
   * Labels songs.
   *
   * @param config the prior
   * @param vocabulary the names that it knows; empty for a prior without labels
   * @param cache codes of the songs, which are not read yet
   * @param songs songs at the rate of the prior
   * @param listener hears what is left out
   * @return the other songs
   */
  public static LabelledSongs of(
      PriorConfig config,
      Optional<LabelVocabulary> vocabulary,
      CodesCache cache,
      List<DatasetSong> songs,
      DatasetListener listener) {
    Labeller labeller = labeller(config, vocabulary);
    List<LabelledSong> labelled = new ArrayList<>();
    for (DatasetSong song : songs) {
      try {
        requireWindow(config, cache, song);
        labelled.add(label(config, labeller, song));
      } catch (IllegalArgumentException unusable) {
        listener.onSkipped(song.name(), String.valueOf(unusable.getMessage()));
      }
    }
    return new LabelledSongs(config, cache, labeller, labelled, LyricsPlacement.TIMED);
  }

  /**
   * Chooses which characters windows are told; the first choice is {@link LyricsPlacement#TIMED}.
   *
   * @param choice where the lyrics of a window are taken from
   * @return the same songs
   */
  public LabelledSongs placing(LyricsPlacement choice) {
    return new LabelledSongs(config, cache, labeller, songs, choice);
  }

  private static @Nullable Labeller labeller(
      PriorConfig config, Optional<LabelVocabulary> vocabulary) {
    LabelsConfig labels = config.labels();
    if (labels == null) {
      return null;
    }
    return new Labeller(
        labels.rules(config.codes().sampleRate()),
        vocabulary.orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a prior with labels needs the names that it knows, but there were none")),
        new Labeller.WindowShape(
            config.codes().contextLength(),
            config.codes().samplesPerCode(),
            config.lyrics().tokens()));
  }

  private static void requireWindow(PriorConfig config, CodesCache cache, DatasetSong song) {
    long window = (long) config.codes().contextLength() * config.codes().samplesPerCode();
    if (cache.samples(song) < window) {
      double rate = config.codes().sampleRate();
      throw new IllegalArgumentException(
          "it lasts %.2f s, but must last at least the %.2f s of a window of the %s prior"
              .formatted(song.samples() / rate, window / rate, config.codes().level().label()));
    }
  }

  private static LabelledSong label(
      PriorConfig config, @Nullable Labeller labeller, DatasetSong song) {
    LabelsConfig labels = config.labels();
    if (labeller == null || labels == null) {
      return new LabelledSong(song, null, SongLyrics.NONE);
    }
    labeller.requireTiming(song.samples(), 0);
    SongMetadata metadata = song.metadata();
    PieceLabels piece =
        labeller.labelLeniently(
            new Labels(metadata.artist(), metadata.genre(), metadata.lyrics().text()),
            song.samples(),
            0);
    SongLyrics timed = TimedTokens.of(song.lyrics(), new LyricsTokenizer(labels.vocabulary()));
    return new LabelledSong(song, piece, timed);
  }

  /**
   * Returns how many songs there are.
   *
   * @return the songs that were not left out
   */
  public int size() {
    return songs.size();
  }

  CodesCache cache() {
    return cache;
  }

  PriorConfig config() {
    return config;
  }

  LabelledSong song(int index) {
    return songs.get(index);
  }

  /** What the prior is told about a window. */
  Optional<LabelVector> labels(int index, long startCode) {
    LabelledSong labelled = songs.get(index);
    PieceLabels piece = labelled.labels();
    if (labeller == null || piece == null) {
      return Optional.empty();
    }
    LabelVector linear = labeller.window(piece, startCode);
    if (labelled.lyrics().times().isEmpty() || placement == LyricsPlacement.LINEAR) {
      return Optional.of(linear);
    }
    return Optional.of(
        new LabelVector(
            linear.totalLength(),
            linear.offset(),
            linear.sampleLength(),
            linear.artist(),
            linear.genres(),
            timedWindow(labelled, piece.lyrics(), linear).tokens()));
  }

  /** Which of the characters that a window is told are sung at each of its codes. */
  SungCharacters sung(int index, long startCode) {
    int codes = config.codes().contextLength();
    LabelledSong labelled = songs.get(index);
    PieceLabels piece = labelled.labels();
    if (labeller == null || piece == null || labelled.lyrics().times().isEmpty()) {
      return SungCharacters.unknown(codes);
    }
    LabelVector vector = labeller.window(piece, startCode);
    LyricsWindow seen =
        placement == LyricsPlacement.LINEAR
            ? labeller.lyricsWindow(piece, startCode)
            : timedWindow(labelled, piece.lyrics(), vector);
    int[] indices = seen.indices();
    int[] first = new int[codes];
    int[] end = new int[codes];
    for (int code = 0; code < codes; code++) {
      // Its middle, because a code stands for what is heard around it.
      double sample = vector.offset() + (code + 0.5) * config.codes().samplesPerCode();
      int at = code;
      labelled
          .lyrics()
          .stretchAt(sample / config.codes().sampleRate())
          .ifPresent(
              stretch -> {
                end[at] = columns(indices, stretch.end());
                first[at] = Math.min(end[at], columns(indices, readFrom(labelled, stretch)));
              });
    }
    return new SungCharacters(first, end);
  }

  /**
   * From which character on a stretch is read. The lyrics encoder knows at each column the
   * characters before it, so that of a word it is only the last column, of the space behind it,
   * that knows it.
   */
  private static int readFrom(LabelledSong labelled, SongLyrics.Stretch stretch) {
    String text = labelled.lyrics().text().substring(stretch.first(), stretch.end());
    boolean isWord = text.strip().chars().noneMatch(Character::isWhitespace);
    return isWord ? stretch.end() - 1 : stretch.first();
  }

  /** How many columns of a window come before a character of the lyrics. */
  private static int columns(int[] indices, int character) {
    int count = 0;
    while (count < indices.length && indices[count] < character) {
      count++;
    }
    return count;
  }

  private LyricsWindow timedWindow(LabelledSong labelled, LyricsTokens tokens, LabelVector window) {
    double rate = config.codes().sampleRate();
    double middle = (window.offset() + window.sampleLength() / 2.0) / rate;
    double character = labelled.lyrics().characterAt(middle, window.totalLength() / rate);
    return LyricsWindow.around(tokens, config.lyrics().tokens(), (int) character);
  }
}
