package org.jukebox4j.sampling.model;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.prior.LabelsConfig;
import org.jukebox4j.prior.PriorConfig;
import org.jukebox4j.sampling.json.RecordJson;
import org.jukebox4j.vqvae.VqVaeConfig;

/**
 * What a model consists of: everything about it but its weights. It is what {@code model.json}
 * holds.
 *
 * @param formatVersion version of {@code model.json}
 * @param name what the model is called
 * @param training whether it has learnt anything
 * @param codec the VQ-VAE
 * @param priors one prior for each level of the codec, from the bottom up
 * @param names artists and genres that all priors know, or empty if they come as files or none is
 *     known
 * @param defaults what it suggests for a request that leaves it open
 */
public record ModelDescription(
    int formatVersion,
    String name,
    Training training,
    VqVaeConfig codec,
    List<PriorConfig> priors,
    Optional<LabelNames> names,
    SamplingDefaults defaults) {
  /** Version of {@code model.json} that is written and read. */
  public static final int FORMAT_VERSION = 1;

  private static final Gson PRETTY =
      new GsonBuilder().setPrettyPrinting().serializeNulls().disableHtmlEscaping().create();

  /** Whether a model has learnt anything. */
  public enum Training {
    /** Its weights were learnt. */
    TRAINED,
    /** Its weights are random: what it makes is noise. */
    UNTRAINED
  }

  /** Checks that the parts fit each other. */
  public ModelDescription {
    priors = List.copyOf(priors);
    if (formatVersion != FORMAT_VERSION) {
      throw new IllegalArgumentException(
          "formatVersion must be " + FORMAT_VERSION + ", but was " + formatVersion);
    }
    if (priors.size() != codec.levels().size()) {
      throw new IllegalArgumentException(
          "priors must be one for each of "
              + codec.levels().size()
              + " levels of the codec, but were "
              + priors.size());
    }
    for (int index = 0; index < priors.size(); index++) {
      requireFits(codec, priors, Level.of(index));
      if (names.isPresent()) {
        requireRows(priors.get(index).labels(), names.get(), Level.of(index));
      }
    }
  }

  private static void requireFits(VqVaeConfig codec, List<PriorConfig> priors, Level level) {
    PriorConfig prior = priors.get(level.index());
    boolean top = level.index() == priors.size() - 1;
    require(level, "level", level.index(), prior.codes().level().index());
    require(level, "sampleRate", codec.sampleRate().hertz(), prior.codes().sampleRate());
    require(level, "samplesPerCode", codec.samplesPerCode(level), prior.codes().samplesPerCode());
    require(level, "codebookSize", codec.codebookSize(), prior.codes().codebookSize());
    int hop = codec.samplesPerCode(level);
    int ratio = top ? 0 : codec.samplesPerCode(Level.of(level.index() + 1)) / hop;
    int actual = prior.upsampling() == null ? 0 : prior.upsampling().codesPerUpperCode();
    require(level, "codes per code above", ratio, actual);
    if (prior.upsampling() != null) {
      int above = prior.upsampling().codebookSize();
      require(level, "codebookSize of the level above", codec.codebookSize(), above);
    }
  }

  private static void require(Level level, String what, int expected, int actual) {
    if (expected != actual) {
      throw new IllegalArgumentException(
          what
              + " of the "
              + level.label()
              + " prior must be "
              + expected
              + ", as the codec has it, but was "
              + actual);
    }
  }

  private static void requireRows(@Nullable LabelsConfig labels, LabelNames names, Level level) {
    if (labels == null) {
      return;
    }
    int artists = names.vocabulary().artists().largestId() + 1;
    int genres = names.vocabulary().genres().largestId() + 1;
    if (labels.vocabulary() != names.version()
        || labels.artists() < artists
        || labels.genres() < genres) {
      throw new IllegalArgumentException(
          "the "
              + level.label()
              + " prior must have tables for "
              + artists
              + " artists and "
              + genres
              + " genres of version "
              + names.version()
              + ", but has them for "
              + labels.artists()
              + " and "
              + labels.genres()
              + " of version "
              + labels.vocabulary());
    }
  }

  /**
   * Returns the highest level.
   *
   * @return the level sampled first
   */
  public Level top() {
    return Level.of(priors.size() - 1);
  }

  /**
   * Returns the prior of a level.
   *
   * @param level a level up to {@link #top()}
   * @return its sizes
   */
  public PriorConfig prior(Level level) {
    if (level.index() >= priors.size()) {
      throw new IllegalArgumentException(
          "level must be at most the " + top().label() + " level, but was " + level.label());
    }
    return priors.get(level.index());
  }

  /**
   * Returns the same description with another codec.
   *
   * @param changed a codec of the same levels
   * @return changed description
   */
  public ModelDescription withCodec(VqVaeConfig changed) {
    return new ModelDescription(formatVersion, name, training, changed, priors, names, defaults);
  }

  /**
   * Writes the description.
   *
   * @return JSON, for people too
   */
  public String toJson() {
    return PRETTY.toJson(RecordJson.write(this)) + "\n";
  }

  /**
   * Reads a description.
   *
   * @param json what {@link #toJson} made
   * @return the description
   * @throws IllegalArgumentException naming the field that is wrong
   */
  public static ModelDescription fromJson(String json) {
    JsonElement root;
    try {
      root = JsonParser.parseString(json);
    } catch (JsonParseException notJson) {
      throw new IllegalArgumentException("it is not JSON: " + notJson.getMessage(), notJson);
    }
    return RecordJson.read(root, "model", ModelDescription.class);
  }
}
