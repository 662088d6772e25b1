package org.jukebox4j.sampling.level;

import org.jukebox4j.sampling.token.TokenSampler;

/** Makes what chooses the codes of a level. */
@FunctionalInterface
public interface TokenSamplers {
  /**
   * Makes a sampler.
   *
   * @param plan the level and its settings
   * @return a sampler for the calling thread
   */
  TokenSampler forLevel(LevelPlan plan);
}
