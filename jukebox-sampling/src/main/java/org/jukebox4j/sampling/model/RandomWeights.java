package org.jukebox4j.sampling.model;

import java.util.function.Function;
import org.jukebox4j.core.parameter.ParameterSource;
import org.jukebox4j.core.parameter.RandomParameters;
import org.jukebox4j.core.random.SplitMix;

/** Weights of a model that has learnt nothing. */
record RandomWeights(long seed) implements ModelWeights {
  @Override
  public <T> T read(ModelPart part, Function<ParameterSource, T> build) {
    // The priors of all levels use the same names, so each part has a seed of its own.
    return build.apply(new RandomParameters(SplitMix.next(seed, part.ordinal())));
  }

  @Override
  public String fingerprint() {
    return "random weights of seed " + seed;
  }
}
