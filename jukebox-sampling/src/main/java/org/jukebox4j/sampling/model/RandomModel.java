package org.jukebox4j.sampling.model;

import org.jukebox4j.core.parameter.Precision;

/**
 * A model with random weights.
 *
 * @param seed of the weights
 * @param description its sizes
 */
record RandomModel(long seed, ModelDescription description) implements ModelSource {
  @Override
  public ModelDescription describe() {
    return description;
  }

  @Override
  public LoadedModel open(Precision precision) {
    return new LoadedModel(
        description,
        new RandomWeights(seed),
        LevelVocabularies.of(description),
        MachineMemory.current(),
        precision);
  }
}
