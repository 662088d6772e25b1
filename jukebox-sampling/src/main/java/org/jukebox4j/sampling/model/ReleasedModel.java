package org.jukebox4j.sampling.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jukebox4j.prior.PriorPresets;
import org.jukebox4j.vqvae.VqVaePresets;

/**
 * The three released models. They share the codec and both upsamplers. Source: openai/jukebox,
 * table of models. The weights are under a non-commercial licence; the user brings them.
 */
public enum ReleasedModel {
  /** Five thousand million parameters, no lyrics; pieces from 60 s to 600 s. */
  FIVE_B("5b"),
  /** The same with a lyrics encoder; pieces from 23.8 s to 600 s. */
  FIVE_B_LYRICS("5b_lyrics"),
  /** One thousand million parameters, lyrics in the same transformer; from 17.84 s to 600 s. */
  ONE_B_LYRICS("1b_lyrics");

  private final String label;

  ReleasedModel(String label) {
    this.label = label;
  }

  /**
   * Returns the name that the original gives it.
   *
   * @return the name
   */
  public String label() {
    return label;
  }

  /**
   * Finds a model.
   *
   * @param label the name that the original gives it
   * @return the model
   */
  public static ReleasedModel of(String label) {
    return Arrays.stream(values())
        .filter(model -> model.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "preset must be one of "
                        + Arrays.stream(values())
                            .map(ReleasedModel::label)
                            .collect(Collectors.joining(", "))
                        + ", but was "
                        + label));
  }

  /**
   * Returns what the model consists of.
   *
   * @return the published sizes
   */
  public ModelDescription description() {
    return new ModelDescription(
        ModelDescription.FORMAT_VERSION,
        label,
        ModelDescription.Training.TRAINED,
        VqVaePresets.vqvae(),
        List.of(
            PriorPresets.of("upsampler_level_0"),
            PriorPresets.of("upsampler_level_1"),
            PriorPresets.of(label)),
        Optional.empty(),
        SamplingDefaults.ORIGINAL);
  }

  /** Where an artist or genre file may lie. */
  static List<String> idFiles(String name) {
    return List.of(name, "ids/" + name, "label-ids/" + name);
  }

  /** Where the top prior may lie: in a folder of its own, or beside everything else. */
  List<String> topPriorFiles() {
    return candidates(label, "prior_level_2");
  }

  /** Where a file that all models share may lie. */
  static List<String> sharedFiles(String stem) {
    return candidates("5b", stem);
  }

  private static List<String> candidates(String folder, String stem) {
    return List.of(
        folder + "/" + stem + ".pth.tar",
        stem + ".pth.tar",
        folder + "/" + stem + ".safetensors",
        stem + ".safetensors");
  }
}
