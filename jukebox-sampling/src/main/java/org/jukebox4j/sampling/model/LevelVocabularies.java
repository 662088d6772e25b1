package org.jukebox4j.sampling.model;

import java.util.EnumMap;
import java.util.Map;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.prior.LabelVocabularyVersion;
import org.jukebox4j.prior.LabelsConfig;
import org.jukebox4j.prior.PriorConfig;
import org.jukebox4j.prior.label.LabelVocabulary;

/** Gives every prior with labels the names that it knows. */
final class LevelVocabularies {
  private LevelVocabularies() {}

  /** The names in the description of an own model. */
  static Map<Level, LabelVocabulary> of(ModelDescription description) {
    Map<LabelVocabularyVersion, LabelVocabulary> own = new EnumMap<>(LabelVocabularyVersion.class);
    description.names().ifPresent(names -> own.put(names.version(), names.vocabulary()));
    return byLevel(description, own);
  }

  /**
   * The names of each version, for each level.
   *
   * @throws ModelException if a prior with labels would be left without names
   */
  static Map<Level, LabelVocabulary> byLevel(
      ModelDescription description, Map<LabelVocabularyVersion, LabelVocabulary> known) {
    Map<Level, LabelVocabulary> vocabularies = new EnumMap<>(Level.class);
    for (PriorConfig prior : description.priors()) {
      LabelsConfig labels = prior.labels();
      if (labels == null) {
        continue;
      }
      LabelVocabulary vocabulary = known.get(labels.vocabulary());
      if (vocabulary == null) {
        throw new ModelException(
            "the "
                + prior.codes().level().label()
                + " prior of the model "
                + description.name()
                + " has labels, but the model does not say the names of artists and genres");
      }
      vocabularies.put(prior.codes().level(), vocabulary);
    }
    return vocabularies;
  }
}
