package org.jukebox4j.sampling;

import org.jukebox4j.sampling.state.HierarchyCodes;

/** What a sampling starts from. Source: Dhariwal et al. 2020, §4.4. */
public sealed interface SamplingMode {
  /** Starts from nothing. */
  record Ancestral() implements SamplingMode {}

  /**
   * Goes on from a recording.
   *
   * @param prompt the recording
   */
  record Primed(AudioPrompt prompt) implements SamplingMode {}

  /**
   * Goes on from codes, at every level that they hold.
   *
   * @param codes codes of one sample, which all samples go on from, or of as many as are asked for
   */
  record Continuation(HierarchyCodes codes) implements SamplingMode {}

  /**
   * Keeps the codes of the top level and samples the levels below again.
   *
   * @param codes codes of the top level, of one sample or of as many as are asked for; other levels
   *     are not looked at
   */
  record Upsampling(HierarchyCodes codes) implements SamplingMode {}
}
