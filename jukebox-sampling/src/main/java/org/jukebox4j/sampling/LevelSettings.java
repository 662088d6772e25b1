package org.jukebox4j.sampling;

import java.util.ArrayList;
import java.util.List;
import org.jukebox4j.sampling.json.ZeroIfAbsent;
import org.jukebox4j.sampling.token.LogitsFilter;
import org.jukebox4j.sampling.token.Temperature;
import org.jukebox4j.sampling.token.TopK;
import org.jukebox4j.sampling.token.TopP;

/**
 * How one level is sampled.
 *
 * @param temperature divides the logits; 0.99 in the original's script
 * @param topK how many codes are kept, or 0 for all
 * @param topP which probability the kept codes reach, or 0 for all; not together with {@code topK}
 * @param hopFraction distance between the starts of two windows as a part of the context, greater
 *     than 0 and at most 1
 * @param promptChunk how many known codes are fed at a time
 * @param maxBatch how many samples are decoded at a time, or 0 for as many as memory allows
 * @param guidance how far codes are drawn away from what would follow without artist, genre and
 *     lyrics, {@code logits = c + guidance (c - u)} with {@code c} told and {@code u} not told the
 *     labels; 0 for not at all, as in the original. Both are decoded as one batch. Source:
 *     classifier-free guidance, Ho and Salimans 2022.
 */
public record LevelSettings(
    double temperature,
    int topK,
    double topP,
    double hopFraction,
    int promptChunk,
    int maxBatch,
    @ZeroIfAbsent double guidance) {
  private static final double MOST_GUIDANCE = 100;

  /** The top level in the original's script and README: windows an eighth of a context apart. */
  public static final LevelSettings TOP = new LevelSettings(0.99, 0, 0, 0.125, 32, 0, 0);

  /** The levels below in the original's script and README: windows half a context apart. */
  public static final LevelSettings UPSAMPLER = new LevelSettings(0.99, 0, 0, 0.5, 32, 0, 0);

  /** Checks the ranges. */
  public LevelSettings {
    new Temperature(temperature);
    require(topK >= 0, "top-k must be at least 1, or 0 to keep every code", topK);
    require(
        topP >= 0 && topP <= 1, "top-p must be between 0 and 1, where 0 keeps every code", topP);
    if (topK > 0 && topP > 0) {
      throw new SampleRequestException(
          "top-k and top-p exclude each other, but were "
              + topK
              + " and "
              + topP
              + "; set one of them to 0");
    }
    require(
        hopFraction > 0 && hopFraction <= 1,
        "hop fraction must be greater than 0 and at most 1",
        hopFraction);
    require(promptChunk >= 1, "prompt chunk must be at least 1 code", promptChunk);
    require(maxBatch >= 0, "largest batch must be at least 1, or 0 for what fits", maxBatch);
    require(
        guidance >= 0 && guidance <= MOST_GUIDANCE,
        "guidance must be between 0 and " + MOST_GUIDANCE + ", where 0 is none",
        guidance);
  }

  /**
   * The same settings at another temperature.
   *
   * @param value divides the logits
   * @return a copy
   */
  public LevelSettings withTemperature(double value) {
    return new LevelSettings(value, topK, topP, hopFraction, promptChunk, maxBatch, guidance);
  }

  /**
   * The same settings keeping only the likeliest codes.
   *
   * @param k how many codes are kept, or 0 for all
   * @return a copy
   */
  public LevelSettings withTopK(int k) {
    return new LevelSettings(temperature, k, topP, hopFraction, promptChunk, maxBatch, guidance);
  }

  /**
   * The same settings keeping the codes that together reach a probability.
   *
   * @param p which probability, or 0 for all codes
   * @return a copy
   */
  public LevelSettings withTopP(double p) {
    return new LevelSettings(temperature, topK, p, hopFraction, promptChunk, maxBatch, guidance);
  }

  /**
   * The same settings with windows at another distance.
   *
   * @param fraction distance as a part of the context
   * @return a copy
   */
  public LevelSettings withHopFraction(double fraction) {
    return new LevelSettings(temperature, topK, topP, fraction, promptChunk, maxBatch, guidance);
  }

  /**
   * The same settings with known codes fed in other pieces, which changes the time, and results
   * only by rounding.
   *
   * @param codes how many known codes are fed at a time
   * @return a copy
   */
  public LevelSettings withPromptChunk(int codes) {
    return new LevelSettings(temperature, topK, topP, hopFraction, codes, maxBatch, guidance);
  }

  /**
   * The same settings with another limit on the batch.
   *
   * @param items how many samples are decoded at a time, or 0 for as many as memory allows
   * @return a copy
   */
  public LevelSettings withMaxBatch(int items) {
    return new LevelSettings(temperature, topK, topP, hopFraction, promptChunk, items, guidance);
  }

  /**
   * The same settings with labels that count more or less.
   *
   * @param value how far codes are drawn away from what would follow without labels; 0 for not at
   *     all
   * @return a copy
   */
  public LevelSettings withGuidance(double value) {
    return new LevelSettings(temperature, topK, topP, hopFraction, promptChunk, maxBatch, value);
  }

  private static void require(boolean holds, String rule, Number value) {
    if (!holds) {
      throw new SampleRequestException(rule + ", but was " + value);
    }
  }

  /**
   * Returns how many times every sample is decoded.
   *
   * @return 2 with guidance, which also takes twice the memory for caches, else 1
   */
  public int decodersPerSample() {
    return guidance > 0 ? 2 : 1;
  }

  /**
   * Returns the filters in the order in which they apply.
   *
   * @return temperature first
   */
  public List<LogitsFilter> filters() {
    List<LogitsFilter> filters = new ArrayList<>();
    filters.add(new Temperature(temperature));
    if (topK > 0) {
      filters.add(new TopK(topK));
    }
    if (topP > 0) {
      filters.add(new TopP(topP));
    }
    return filters;
  }

  /**
   * Returns the distance between two windows.
   *
   * @param context context of the prior, in codes
   * @param codesPerUpperCode codes below one code of the level above, or 0 at the top
   * @return {@code int(hopFraction * context)}, at least 1; below the top rounded down to whole
   *     codes of the level above, where the original stops with an assertion
   */
  public int hop(int context, int codesPerUpperCode) {
    int unit = Math.max(1, codesPerUpperCode);
    int hop = (int) (hopFraction * context);
    return Math.max(unit, hop - hop % unit);
  }
}
