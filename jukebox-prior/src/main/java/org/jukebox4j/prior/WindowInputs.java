package org.jukebox4j.prior;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.prior.attention.EncoderStates;
import org.jukebox4j.prior.autoregressive.InputConditioning;
import org.jukebox4j.prior.conditioning.TimingWindow;

/** Turns what a window is conditioned on into the arrays that the transformer reads. */
final class WindowInputs {
  private final PriorConfig config;
  private final PriorParts parts;
  private final int width;
  private final WindowTokens tokens;

  WindowInputs(PriorConfig config, PriorParts parts) {
    this.config = config;
    this.parts = parts;
    this.width = config.transformer().width();
    this.tokens = new WindowTokens(config);
  }

  WindowTokens tokens() {
    return tokens;
  }

  int contextLength() {
    return config.codes().contextLength();
  }

  @Nullable EncoderStates encoderStates(WindowConditioning conditioning) {
    if (parts.lyrics() == null) {
      return null;
    }
    int length = config.lyrics().tokens();
    float[] states = new float[conditioning.items() * length * width];
    for (int item = 0; item < conditioning.items(); item++) {
      float[] ofItem = parts.lyrics().encode(tokens.lyricsOf(conditioning.labels().get(item)));
      System.arraycopy(ofItem, 0, states, item * length * width, ofItem.length);
    }
    return new EncoderStates(states, conditioning.items(), length);
  }

  InputConditioning conditioning(WindowConditioning conditioning) {
    int items = conditioning.items();
    tokens.requireFits(conditioning);
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
    return Optional.of(parts.upperCodes().forward(conditioning.upperCodes().get(item)));
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
    int before = tokens.lyricsBefore() * width;
    if (before == 0) {
      return signal;
    }
    float[] whole = new float[before + signal.length];
    System.arraycopy(signal, 0, whole, before, signal.length);
    return whole;
  }
}
