package org.jukebox4j.sampling.model;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.parameter.Precision;
import org.jukebox4j.prior.LabelVocabularyVersion;
import org.jukebox4j.prior.LabelsConfig;
import org.jukebox4j.prior.PriorConfig;
import org.jukebox4j.prior.label.LabelFileException;
import org.jukebox4j.prior.label.LabelVocabulary;

/**
 * The files of a released model.
 *
 * @param folder the folder
 * @param model which model
 */
record ReleasedFiles(Path folder, ReleasedModel model) implements ModelSource {
  @Override
  public ModelDescription describe() {
    return model.description();
  }

  @Override
  public LoadedModel open(Precision precision) {
    ModelDescription description = describe();
    ModelFiles files = new ModelFiles(folder);
    for (ModelPart part : ModelPart.of(description)) {
      files.need(
          part.stem(),
          part == ModelPart.TOP_PRIOR
              ? model.topPriorFiles()
              : ReleasedModel.sharedFiles(part.stem()));
    }
    for (LabelVocabularyVersion version : versions(description)) {
      files.need(artists(version), ReleasedModel.idFiles(artists(version)));
      files.need(genres(version), ReleasedModel.idFiles(genres(version)));
    }
    files.requireAll(
        "the released model " + model.label(),
        "The weights and the artist and genre files are under a non-commercial licence; bring"
            + " your own copy of them.");
    Map<ModelPart, Path> paths = new EnumMap<>(ModelPart.class);
    ModelPart.of(description).forEach(part -> paths.put(part, files.file(part.stem())));
    return new LoadedModel(
        description,
        new FileWeights(paths),
        vocabularies(description, files),
        MachineMemory.current(),
        precision);
  }

  private static String artists(LabelVocabularyVersion version) {
    return (version == LabelVocabularyVersion.V2 ? "v2" : "v3") + "_artist_ids.txt";
  }

  private static String genres(LabelVocabularyVersion version) {
    return (version == LabelVocabularyVersion.V2 ? "v2" : "v3") + "_genre_ids.txt";
  }

  private static List<LabelVocabularyVersion> versions(ModelDescription description) {
    return description.priors().stream()
        .map(PriorConfig::labels)
        .filter(Objects::nonNull)
        .map(LabelsConfig::vocabulary)
        .distinct()
        .toList();
  }

  private static Map<Level, LabelVocabulary> vocabularies(
      ModelDescription description, ModelFiles files) {
    Map<LabelVocabularyVersion, LabelVocabulary> read = new EnumMap<>(LabelVocabularyVersion.class);
    try {
      for (LabelVocabularyVersion version : versions(description)) {
        read.put(
            version,
            LabelVocabulary.read(
                version, files.file(artists(version)), files.file(genres(version))));
      }
    } catch (LabelFileException damaged) {
      throw new ModelException(String.valueOf(damaged.getMessage()), damaged);
    }
    return LevelVocabularies.byLevel(description, read);
  }
}
