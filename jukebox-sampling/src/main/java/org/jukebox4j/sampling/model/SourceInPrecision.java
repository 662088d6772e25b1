package org.jukebox4j.sampling.model;

import org.jukebox4j.core.parameter.Precision;

/**
 * A model whose numbers were chosen beforehand.
 *
 * @param source where it comes from
 * @param precision in which numbers its matrices are held
 */
record SourceInPrecision(ModelSource source, Precision precision) implements ModelSource {
  @Override
  public ModelDescription describe() {
    return source.describe();
  }

  @Override
  public LoadedModel open() {
    return source.open(precision);
  }

  @Override
  public LoadedModel open(Precision other) {
    return source.open(other);
  }
}
