package org.jukebox4j.sampling.model;

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
  public LoadedModel open() {
    return new LoadedModel(
        description,
        new RandomWeights(seed),
        LevelVocabularies.of(description),
        MachineMemory.current());
  }
}
