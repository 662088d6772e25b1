package org.jukebox4j.prior;

import java.util.Optional;
import org.jukebox4j.core.hierarchy.Level;

/**
 * The prior of one level: the probability of every next code given the codes before it, the codes
 * of the level above, labels and lyrics. Source: Dhariwal et al. 2020, §4.
 *
 * <p>A prior is immutable and may be shared between threads; each {@link WindowDecoder} belongs to
 * one thread.
 */
public interface Prior extends AutoCloseable {
  /**
   * Returns the level whose codes this prior models.
   *
   * @return the level
   */
  Level level();

  /**
   * Returns the number of codes that a window holds.
   *
   * @return the context length in codes of this level, without lyrics
   */
  int contextLength();

  /**
   * Returns the length of one code in audio samples.
   *
   * @return samples per code of this level
   */
  int samplesPerCode();

  /**
   * Returns the number of different codes.
   *
   * @return codes are from 0 to this number - 1
   */
  int codebookSize();

  /**
   * Returns how many codes of this level one code of the level above covers.
   *
   * @return codes per code above, or 0 at the top level
   */
  int codesPerUpperCode();

  /**
   * Returns how many characters of the lyrics a window sees.
   *
   * @return the number of lyrics tokens of a window, or 0 for a prior without lyrics
   */
  int lyricsTokens();

  /**
   * Returns what labels must satisfy.
   *
   * @return the rules, or empty for a prior trained without labels
   */
  Optional<LabelRules> labelRules();

  /**
   * Starts decoding one window: computes the conditioning and allocates the caches.
   *
   * @param conditioning what the window is conditioned on, for every item of the batch
   * @return a decoder at position 0; close it to free its caches
   * @throws IllegalArgumentException if the conditioning does not fit this prior
   */
  WindowDecoder open(WindowConditioning conditioning);

  /**
   * Returns this prior with decoders that use so many threads. Codes do not depend on it; where
   * several songs are sampled at a time, threads beyond the number of processors cost time.
   *
   * @param threads of each decoder, the caller counted; at least 1
   * @return a prior that shares its weights with this one, so that closing either closes both
   */
  Prior onThreads(int threads);

  /** Frees the weights. Closing twice is allowed. */
  @Override
  void close();
}
