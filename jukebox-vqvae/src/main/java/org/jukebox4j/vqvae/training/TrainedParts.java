package org.jukebox4j.vqvae.training;

import java.util.function.Predicate;

/** Which parts of a codec learn. The paper trains the whole. */
public enum TrainedParts {
  /** Encoders, codebooks and decoders. */
  WHOLE(name -> true),
  /**
   * The decoders alone: they learn how other recordings sound, while the codes of a recording, and
   * with them everything that priors have learnt, stay what they are.
   */
  DECODERS(name -> name.startsWith("decoders."));

  private final Predicate<String> learns;

  TrainedParts(Predicate<String> learns) {
    this.learns = learns;
  }

  /** Whether a parameter of encoders or decoders, by its full name, learns. */
  boolean learns(String parameter) {
    return learns.test(parameter);
  }
}
