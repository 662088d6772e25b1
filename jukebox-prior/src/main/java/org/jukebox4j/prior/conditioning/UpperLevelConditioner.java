package org.jukebox4j.prior.conditioning;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.kernel.ConvolutionShape;
import org.jukebox4j.core.kernel.LayerNorm;
import org.jukebox4j.core.kernel.TimePipeline;
import org.jukebox4j.core.kernel.WorkerThreads;
import org.jukebox4j.core.parameter.ParameterScope;
import org.jukebox4j.core.residual.DilationOrder;
import org.jukebox4j.core.residual.ResidualStack.BlockName;
import org.jukebox4j.core.residual.ResidualStackConfig;
import org.jukebox4j.core.sequence.LayerPlan;
import org.jukebox4j.core.sequence.LayerSequence;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * Turns the codes of the level above into one vector for each code of this level: embedding, a
 * convolution, for each up step a residual stack and a transposed convolution, and layer
 * normalisation. Source: Dhariwal et al. 2020, §4.1.
 *
 * <p>Unlike in the codec's decoders the dilations are not reversed. Immutable and shared between
 * threads; the work goes to all processors.
 */
public final class UpperLevelConditioner implements AutoCloseable {
  private static final int KERNEL = 3;
  private static final int NORMALISED_ROWS = 256;

  private final UpperLevelConditionerConfig config;
  private final FloatTensor embedding;
  private final TimePipeline layers;
  private final LayerNorm norm;

  private UpperLevelConditioner(
      UpperLevelConditionerConfig config,
      FloatTensor embedding,
      TimePipeline layers,
      LayerNorm norm) {
    this.config = config;
    this.embedding = embedding;
    this.layers = layers;
    this.norm = norm;
  }

  /**
   * Takes the parameters {@code x_emb}, {@code cond} and {@code ln}. The weights of convolutions
   * are repacked, and what was taken for them is closed.
   *
   * @param scope where the conditioner's parameters are, {@code conditioner_blocks.0} in priors
   * @param config its numbers
   * @return the conditioner
   */
  public static UpperLevelConditioner from(
      ParameterScope scope, UpperLevelConditionerConfig config) {
    int width = config.width();
    FloatTensor embedding =
        scope.child("x_emb").take("weight", config.codebookSize(), config.width());
    TimePipeline layers = plan("", config, BlockName.BLOCKS).open(scope);
    LayerNorm norm = LayerNorm.from(scope.child("ln"), config.width());
    return new UpperLevelConditioner(config, embedding, layers, norm);
  }

  /**
   * Plans the convolutions.
   *
   * @param prefix of the full names of the conditioner's parameters, empty or ending in a dot
   * @param config its numbers
   * @param blocks the name that the lists of residual blocks have
   * @return the layers between embedding and normalisation
   */
  public static LayerSequence plan(
      String prefix, UpperLevelConditionerConfig config, BlockName blocks) {
    int width = config.width();
    ResidualStackConfig stack = config.residual().in(DilationOrder.GROWING);
    String model = prefix + "cond.model.";
    List<LayerPlan> layers = new ArrayList<>();
    layers.add(
        LayerPlan.convolution(
            model + "0", ConvolutionShape.keepingLength(width, stack.width(), KERNEL, 1)));
    for (int step = 1; step <= config.upSteps(); step++) {
      layers.addAll(LayerPlan.residualStack(model + step + ".0", stack, blocks));
      int outputs = step == config.upSteps() ? width : stack.width();
      layers.add(
          LayerPlan.transposedConvolution(
              model + step + ".1", stack.width(), outputs, config.stride()));
    }
    return new LayerSequence("conditioner on the level above", layers);
  }

  /**
   * Returns the numbers of this conditioner.
   *
   * @return the configuration
   */
  public UpperLevelConditionerConfig config() {
    return config;
  }

  /**
   * Computes the conditioning of a window.
   *
   * @param upperCodes codes of the level above, {@code [time]}, each in [0, codebookSize)
   * @return {@code [time * codesPerUpperCode, width]}
   */
  public float[] forward(int[] upperCodes) {
    return forward(upperCodes, null);
  }

  /**
   * Computes the conditioning of a window that is itself conditioned on something.
   *
   * @param upperCodes codes of the level above, {@code [time]}, each in [0, codebookSize)
   * @param added {@code [time, width]}, added to the embeddings of the codes; null for nothing
   * @return {@code [time * codesPerUpperCode, width]}
   */
  public float[] forward(int[] upperCodes, float @Nullable [] added) {
    int width = config.width();
    float[] x = embed(upperCodes);
    if (added != null) {
      if (added.length != x.length) {
        throw new IllegalArgumentException(
            "added: expected [time=%d, width=%d] but had %d elements"
                .formatted(upperCodes.length, width, added.length));
      }
      for (int i = 0; i < x.length; i++) {
        x[i] += added[i];
      }
    }
    float[] y = layers.forward(x, upperCodes.length); // [time * codesPerUpperCode, width]
    normalise(y);
    return y;
  }

  private float[] embed(int[] codes) {
    int width = config.width();
    float[] x = new float[Math.multiplyExact(codes.length, width)];
    for (int i = 0; i < codes.length; i++) {
      if (codes[i] < 0 || codes[i] >= config.codebookSize()) {
        throw new IllegalArgumentException(
            "codes of the level above must be between 0 and %d, but code %d was %d"
                .formatted(config.codebookSize() - 1, i, codes[i]));
      }
      embedding.read(codes[i] * width, x, i * width, width);
    }
    return x;
  }

  private void normalise(float[] y) {
    int width = config.width();
    int rows = y.length / width;
    int pieces = (rows + NORMALISED_ROWS - 1) / NORMALISED_ROWS;
    WorkerThreads.forEach(
        pieces,
        piece -> {
          int first = piece * NORMALISED_ROWS;
          int count = Math.min(NORMALISED_ROWS, rows - first);
          float[] tile = new float[count * width];
          System.arraycopy(y, first * width, tile, 0, tile.length);
          norm.forward(tile, count, tile);
          System.arraycopy(tile, 0, y, first * width, tile.length);
        });
  }

  /** Frees the convolutions' weights; the embedding belongs to whoever bound the parameters. */
  @Override
  public void close() {
    layers.close();
  }
}
