package org.jukebox4j.prior.graph;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jukebox4j.prior.LabelVector;
import org.jukebox4j.prior.LabelsConfig;
import org.jukebox4j.prior.LyricsArchitecture;
import org.jukebox4j.prior.PriorConfig;
import org.jukebox4j.prior.WindowConditioning;
import org.jukebox4j.prior.WindowTokens;
import org.jukebox4j.prior.conditioning.TimingBins;
import org.jukebox4j.prior.conditioning.TimingConfig;
import org.jukebox4j.prior.conditioning.TimingWindow;
import org.jukebox4j.prior.dataset.SungCharacters;

/** A batch of windows as the integers that a prior's graph reads, by the name of its input. */
final class PriorBatch {
  static final String TOKENS = "tokens";

  /** What the tokens are predicted from; the tokens themselves unless some are misheard. */
  static final String HEARD = "heard";

  static final String LYRICS = "lyrics";
  static final String ARTISTS = "artists";
  static final String GENRES = "genres";
  static final String TOTAL_LENGTH = "total_length";
  static final String ABSOLUTE = "absolute_position";
  static final String RELATIVE = "relative_position";
  static final String UPPER_CODES = "upper_codes";
  static final String SUNG_FIRST = "sung_first";
  static final String SUNG_END = "sung_end";

  /** An entry that stands for no vector. */
  private static final int NONE = -1;

  private final PriorConfig config;
  private final Map<String, int[]> inputs = new LinkedHashMap<>();

  private PriorBatch(PriorConfig config) {
    this.config = config;
  }

  /**
   * The shape of every input.
   *
   * @param config sizes of the prior
   * @param items items of a batch
   * @return name to {@code [items, length]}
   */
  static Map<String, int[]> shapes(PriorConfig config, int items) {
    Map<String, Integer> lengths = new LinkedHashMap<>();
    lengths.put(TOKENS, config.sequenceLength());
    lengths.put(HEARD, config.sequenceLength());
    if (config.lyrics() instanceof LyricsArchitecture.SeparateEncoder separate) {
      lengths.put(LYRICS, separate.tokens());
    }
    LabelsConfig labels = config.labels();
    if (labels != null) {
      lengths.put(ARTISTS, 1);
      lengths.put(GENRES, labels.maxGenreWords());
    }
    if (config.timing() != null) {
      List.of(TOTAL_LENGTH, ABSOLUTE, RELATIVE)
          .forEach(name -> lengths.put(name, config.sequenceLength()));
    }
    if (config.upsampling() != null) {
      int codes = config.codes().contextLength() / config.upsampling().codesPerUpperCode();
      lengths.put(UPPER_CODES, codes);
    }
    Map<String, int[]> shapes = new LinkedHashMap<>();
    lengths.forEach((name, length) -> shapes.put(name, new int[] {items, length}));
    return shapes;
  }

  /**
   * Collects the integers of a batch.
   *
   * @param config sizes of the prior
   * @param conditioning what the windows are conditioned on
   * @param codes for each item the codes of a whole window, which are predicted
   * @param heard for each item the codes that they are predicted from
   * @return name to values, row-major
   * @throws IllegalArgumentException if something is missing, too much or out of range
   */
  static Map<String, int[]> of(
      PriorConfig config, WindowConditioning conditioning, List<int[]> codes, List<int[]> heard) {
    int items = conditioning.items();
    if (codes.size() != items) {
      throw new IllegalArgumentException(
          "codes: expected one window for each of %d items, but there were %d"
              .formatted(items, codes.size()));
    }
    WindowTokens tokens = new WindowTokens(config);
    tokens.requireFits(conditioning);
    PriorBatch batch = new PriorBatch(config);
    shapes(config, items)
        .forEach((name, shape) -> batch.inputs.put(name, new int[shape[0] * shape[1]]));
    for (int item = 0; item < items; item++) {
      WindowConditioning one = conditioning.only(item);
      batch.put(TOKENS, item, items, tokens.sequence(one, codes.get(item)));
      batch.put(HEARD, item, items, tokens.sequence(one, heard.get(item)));
      if (config.upsampling() != null) {
        batch.put(UPPER_CODES, item, items, one.upperCodes().get(0));
      }
      if (config.labels() != null) {
        batch.put(tokens, config.labels(), one.labels().get(0), item, items);
      }
    }
    return batch.inputs;
  }

  /**
   * Which characters are sung, code by code.
   *
   * @param config sizes of the prior
   * @param sung for each item; empty if nothing is known
   * @param items items of the batch
   * @return name to values, row-major
   * @throws IllegalArgumentException if a character is none of those that a window sees
   */
  static Map<String, int[]> sung(PriorConfig config, List<SungCharacters> sung, int items) {
    int length = config.codes().contextLength();
    int[] first = new int[items * length];
    int[] end = new int[items * length];
    for (int item = 0; item < sung.size(); item++) {
      int[] firstOfItem = sung.get(item).first();
      int[] endOfItem = sung.get(item).end();
      if (firstOfItem.length != length) {
        throw new IllegalArgumentException(
            "sung must be known for each of %d codes, but was for %d"
                .formatted(length, firstOfItem.length));
      }
      int tokens = config.lyrics().tokens();
      for (int code = 0; code < length; code++) {
        first[item * length + code] = within("sung character", firstOfItem[code], 0, tokens + 1);
        end[item * length + code] = within("sung character", endOfItem[code], 0, tokens + 1);
      }
    }
    return Map.of(SUNG_FIRST, first, SUNG_END, end);
  }

  private void put(String name, int item, int items, int[] values) {
    int[] all = inputs.getOrDefault(name, new int[0]);
    System.arraycopy(values, 0, all, all.length / items * item, values.length);
  }

  private void put(
      WindowTokens tokens, LabelsConfig sizes, LabelVector labels, int item, int items) {
    put(ARTISTS, item, items, new int[] {within("artist", labels.artist(), 0, sizes.artists())});
    int[] genres = new int[sizes.maxGenreWords()];
    Arrays.fill(genres, NONE);
    int[] given = labels.genres();
    if (given.length > genres.length) {
      throw new IllegalArgumentException(
          "genres: this prior has %d slots, but there were %d genre words"
              .formatted(genres.length, given.length));
    }
    for (int i = 0; i < given.length; i++) {
      genres[i] = within("genre", given[i], NONE, sizes.genres());
    }
    put(GENRES, item, items, genres);
    if (config.lyrics() instanceof LyricsArchitecture.SeparateEncoder) {
      put(LYRICS, item, items, tokens.lyricsOf(labels));
    }
    TimingConfig timing = config.timing();
    if (timing != null) {
      int length = config.codes().contextLength();
      TimingBins bins =
          timing.bins(
              new TimingWindow(labels.totalLength(), labels.offset(), labels.sampleLength()),
              length);
      int[] total = new int[length];
      Arrays.fill(total, bins.totalLength());
      put(TOTAL_LENGTH, item, items, behindLyrics(total));
      put(ABSOLUTE, item, items, behindLyrics(bins.absolute()));
      put(RELATIVE, item, items, behindLyrics(bins.relative()));
    }
  }

  private static int within(String name, int number, int from, int entries) {
    if (number < from || number >= entries) {
      throw new IllegalArgumentException(
          "%s must be a number between %d and %d for this prior, but was %d"
              .formatted(name, from, entries - 1, number));
    }
    return number;
  }

  /** Lyrics that stand before the codes have no timing signal. */
  private int[] behindLyrics(int[] bins) {
    int before = config.sequenceLength() - bins.length;
    int[] whole = new int[config.sequenceLength()];
    Arrays.fill(whole, 0, before, NONE);
    System.arraycopy(bins, 0, whole, before, bins.length);
    return whole;
  }
}
