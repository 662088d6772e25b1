package org.jukebox4j.sampling.model;

import java.util.ArrayList;
import java.util.List;
import org.jukebox4j.core.hierarchy.Level;

/** A part of a model that has a file of its own. */
public enum ModelPart {
  /** The VQ-VAE. */
  CODEC("vqvae"),
  /** The upsampler to the bottom level. */
  BOTTOM_PRIOR("prior_level_0"),
  /** The upsampler to the middle level. */
  MIDDLE_PRIOR("prior_level_1"),
  /** The top prior. */
  TOP_PRIOR("prior_level_2");

  private final String stem;

  ModelPart(String stem) {
    this.stem = stem;
  }

  /**
   * Returns the part that holds the prior of a level.
   *
   * @param level the level
   * @return the part
   */
  public static ModelPart priorOf(Level level) {
    return switch (level) {
      case BOTTOM -> BOTTOM_PRIOR;
      case MIDDLE -> MIDDLE_PRIOR;
      case TOP -> TOP_PRIOR;
    };
  }

  /** All parts of a model. */
  static List<ModelPart> of(ModelDescription description) {
    List<ModelPart> parts = new ArrayList<>(List.of(CODEC));
    description.priors().forEach(prior -> parts.add(priorOf(prior.codes().level())));
    return parts;
  }

  /**
   * Returns the name of its file without extension, as in the released models.
   *
   * @return such as {@code prior_level_2}
   */
  public String stem() {
    return stem;
  }
}
