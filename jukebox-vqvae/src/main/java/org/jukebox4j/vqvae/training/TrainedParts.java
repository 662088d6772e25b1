package org.jukebox4j.vqvae.training;

import java.util.function.Predicate;
import org.jukebox4j.core.hierarchy.Level;

/** Which parts of a codec learn. The paper trains the whole. */
public enum TrainedParts {
  /** Encoders, codebooks and decoders. */
  WHOLE(name -> true, level -> true),
  /**
   * The decoders alone: they learn how other recordings sound, while the codes of a recording, and
   * with them everything that priors have learnt, stay what they are.
   */
  DECODERS(name -> name.startsWith("decoders."), level -> true),
  /** The decoder of the bottom level alone. */
  BOTTOM_DECODER(Level.BOTTOM),
  /** The decoder of the middle level alone. */
  MIDDLE_DECODER(Level.MIDDLE),
  /** The decoder of the top level alone. */
  TOP_DECODER(Level.TOP);

  private final Predicate<String> learns;
  private final Predicate<Level> needs;

  TrainedParts(Level one) {
    this(name -> name.startsWith("decoders." + one.index() + "."), one::equals);
  }

  TrainedParts(Predicate<String> learns, Predicate<Level> needs) {
    this.learns = learns;
    this.needs = needs;
  }

  /**
   * Returns the decoder of one level.
   *
   * @param level the level
   * @return the part
   */
  public static TrainedParts decoder(Level level) {
    return switch (level) {
      case BOTTOM -> BOTTOM_DECODER;
      case MIDDLE -> MIDDLE_DECODER;
      case TOP -> TOP_DECODER;
    };
  }

  /** Whether a parameter of encoders or decoders, by its full name, learns. */
  boolean learns(String parameter) {
    return learns.test(parameter);
  }

  /** Whether a step must compute a level. */
  boolean needs(Level level) {
    return needs.test(level);
  }
}
