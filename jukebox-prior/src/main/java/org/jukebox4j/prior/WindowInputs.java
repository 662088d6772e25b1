package org.jukebox4j.prior;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.prior.attention.EncoderStates;
import org.jukebox4j.prior.autoregressive.InputConditioning;
import org.jukebox4j.prior.conditioning.TimingWindow;

/** Turns what a window is conditioned on into the arrays that the transformer reads. */
final class WindowInputs {
  private final PriorConfig config;
  private final PriorParts parts;
  private final int width;

  WindowInputs(PriorConfig config, PriorParts parts) {
    this.config = config;
    this.parts = parts;
    this.width = config.transformer().width();
  }

  static WindowConditioning only(WindowConditioning all, int item) {
    return new WindowConditioning(
        1,
        all.upperCodes().isEmpty() ? List.of() : List.of(all.upperCodes().get(item)),
        all.labels().isEmpty() ? List.of() : List.of(all.labels().get(item)));
  }

  /** Number of lyrics tokens that stand before the codes in the same sequence. */
  int lyricsBefore() {
    return config.sequenceLength() - config.codes().contextLength();
  }

  /** What is added to a code to get its token. */
  int firstCodeToken() {
    return config.lyrics() instanceof LyricsArchitecture.SharedTransformer shared
        ? shared.vocabularySize()
        : 0;
  }

  int contextLength() {
    return config.codes().contextLength();
  }

  int[] tokensOf(int[] codes) {
    int codebookSize = config.codes().codebookSize();
    for (int code : codes) {
      if (code < 0 || code >= codebookSize) {
        throw new IllegalArgumentException(
            "codes must be between 0 and "
                + (codebookSize - 1)
                + " for this prior, but there was "
                + code);
      }
    }
    int first = firstCodeToken();
    return IntStream.of(codes).map(code -> code + first).toArray();
  }

  List<int[]> lyricsOf(WindowConditioning conditioning) {
    return conditioning.labels().stream().map(this::lyricsOf).toList();
  }

  private int[] lyricsOf(LabelVector labels) {
    int[] tokens = labels.lyrics();
    if (tokens.length != config.lyrics().tokens()) {
      throw new IllegalArgumentException(
          "lyrics must be "
              + config.lyrics().tokens()
              + " tokens for this prior, but were "
              + tokens.length);
    }
    if (config.lyrics() instanceof LyricsArchitecture.SharedTransformer shared) {
      for (int token : tokens) {
        if (token < 0 || token >= shared.vocabularySize()) {
          throw new IllegalArgumentException(
              "lyrics tokens must be between 0 and "
                  + (shared.vocabularySize() - 1)
                  + " for this prior, but there was "
                  + token);
        }
      }
    }
    return tokens;
  }

  /** The whole sequence of one item: lyrics, where they stand before the codes, then the codes. */
  int[] sequence(WindowConditioning one, int[] codes) {
    if (codes.length != contextLength()) {
      throw new IllegalArgumentException(
          "codes: a whole window of "
              + contextLength()
              + " is needed, but there were "
              + codes.length);
    }
    int[] music = tokensOf(codes);
    return lyricsBefore() == 0
        ? music
        : IntStream.concat(IntStream.of(lyricsOf(one).get(0)), IntStream.of(music)).toArray();
  }

  @Nullable EncoderStates encoderStates(WindowConditioning conditioning) {
    if (parts.lyrics() == null) {
      return null;
    }
    int length = config.lyrics().tokens();
    float[] states = new float[conditioning.items() * length * width];
    for (int item = 0; item < conditioning.items(); item++) {
      float[] ofItem = parts.lyrics().encode(lyricsOf(conditioning.labels().get(item)));
      System.arraycopy(ofItem, 0, states, item * length * width, ofItem.length);
    }
    return new EncoderStates(states, conditioning.items(), length);
  }

  InputConditioning conditioning(WindowConditioning conditioning) {
    int items = conditioning.items();
    require("labels", config.labels() != null, conditioning.labels().size(), items);
    require("upperCodes", config.upsampling() != null, conditioning.upperCodes().size(), items);
    float[] starts = config.labels() == null ? null : new float[items * width];
    List<float[]> signals = new ArrayList<>();
    for (int item = 0; item < items; item++) {
      if (starts != null) {
        float[] start = start(conditioning.labels().get(item));
        System.arraycopy(start, 0, starts, item * width, width);
      }
      signal(conditioning, item).ifPresent(signals::add);
    }
    return new InputConditioning(items, starts, signals);
  }

  private static void require(String name, boolean wanted, int given, int items) {
    if (given != (wanted ? items : 0)) {
      throw new IllegalArgumentException(
          wanted
              ? name + ": this prior needs one entry for each of " + items + " items, but got none"
              : name + ": this prior has none, but " + given + " were given");
    }
  }

  private float[] start(LabelVector labels) {
    if (parts.labels() == null) {
      return new float[width];
    }
    return parts.labels().start(labels.artist(), labels.genres());
  }

  /** What is added at every position, {@code [sequenceLength, width]}. */
  private Optional<float[]> signal(WindowConditioning conditioning, int item) {
    Optional<float[]> upper = upperCodes(conditioning, item);
    Optional<float[]> timing = timing(conditioning, item);
    upper.ifPresent(sum -> timing.ifPresent(signal -> add(signal, sum)));
    return upper.or(() -> timing).map(this::behindLyrics);
  }

  private Optional<float[]> upperCodes(WindowConditioning conditioning, int item) {
    if (parts.upperCodes() == null) {
      return Optional.empty();
    }
    int[] codes = conditioning.upperCodes().get(item);
    int expected = contextLength() / parts.upperCodes().config().codesPerUpperCode();
    if (codes.length != expected) {
      throw new IllegalArgumentException(
          "upperCodes: a window needs "
              + expected
              + " codes of the level above, but there were "
              + codes.length);
    }
    return Optional.of(parts.upperCodes().forward(codes));
  }

  private Optional<float[]> timing(WindowConditioning conditioning, int item) {
    if (parts.labels() == null) {
      return Optional.empty();
    }
    LabelVector labels = conditioning.labels().get(item);
    return parts
        .labels()
        .timing(
            new TimingWindow(labels.totalLength(), labels.offset(), labels.sampleLength()),
            contextLength());
  }

  private static void add(float[] signal, float[] sum) {
    for (int i = 0; i < signal.length; i++) {
      sum[i] += signal[i];
    }
  }

  /** Lyrics that stand before the codes have no signal: their positions stay 0. */
  private float[] behindLyrics(float[] signal) {
    int before = lyricsBefore() * width;
    if (before == 0) {
      return signal;
    }
    float[] whole = new float[before + signal.length];
    System.arraycopy(signal, 0, whole, before, signal.length);
    return whole;
  }
}
