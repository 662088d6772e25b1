package org.jukebox4j.training;

import java.nio.file.Path;
import org.jukebox4j.core.checkpoint.Checkpoint;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.sampling.model.ModelDescription;
import org.jukebox4j.sampling.model.ModelException;
import org.jukebox4j.sampling.model.ModelPart;
import org.jukebox4j.vqvae.VqVae;
import org.jukebox4j.vqvae.VqVaeConfig;
import org.jukebox4j.vqvae.training.DeeperDecoderStart;

/**
 * Makes the decoder of one level of a run's trained codec deeper: its new residual blocks begin as
 * the identity, and codes stay what they are. Train the decoder on afterwards.
 */
public final class DecoderExtension {
  private DecoderExtension() {}

  /**
   * Makes a decoder deeper; one that has the depth already is left as it is.
   *
   * @param run a run directory whose codec has been trained
   * @param level the decoder's level
   * @param depth blocks that each of its residual stacks is to have
   * @param seed key of the new weights
   * @throws ModelException if there is no trained codec, or one is being trained on as it is
   * @throws IllegalArgumentException if the decoder is deeper than that
   */
  public static void deepen(RunDirectory run, Level level, int depth, long seed) {
    Path file =
        run.weights(ModelPart.CODEC)
            .orElseThrow(
                () ->
                    new ModelException(
                        run.part(ModelPart.CODEC).weights()
                            + ": the codec is not there; train it first, without --decoder-depth"));
    ModelDescription description = run.description();
    VqVaeConfig deeper = description.codec().withDecoderDepth(level, depth);
    boolean isNew = !deeper.equals(description.codec());
    if (isNew && run.part(ModelPart.CODEC).stepsMade() > 0) {
      throw new ModelException(
          run.part(ModelPart.CODEC).training()
              + ": this training began with another depth of the "
              + level.label()
              + " decoder; delete the folder to train on from its weights");
    }
    JoinedWeights weights;
    try (Checkpoint trained = Checkpoint.open(file)) {
      if (!isNew && trained.names().containsAll(VqVae.parameters(deeper).keySet())) {
        return;
      }
      weights =
          new JoinedWeights(
              VqVae.parameters(deeper), DeeperDecoderStart.join(deeper, trained, seed));
    }
    // First the sizes: should the weights not follow, the same command finds them to be too few.
    run.describe(description.withCodec(deeper));
    weights.write(file);
  }
}
