package org.jukebox4j.vqvae.loss;

import java.util.List;
import org.jukebox4j.core.spectral.StftResolution;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ops.impl.transforms.custom.TopK;

/** The loss of one level's output in SameDiff's own operations. */
public final class ReferenceLoss {
  private static final double SILENCE = 2e-3;

  private final SameDiff graph;
  private final VqVaeLossConfig config;
  private final int items;
  private final int samples;

  /**
   * Prepares the loss.
   *
   * @param graph where it is built
   * @param config the weights
   * @param items items of a batch
   * @param samples samples of an item
   */
  public ReferenceLoss(SameDiff graph, VqVaeLossConfig config, int items, int samples) {
    this.graph = graph;
    this.config = config;
    this.items = items;
    this.samples = samples;
  }

  /**
   * Builds the weighted loss.
   *
   * @param target {@code [items, samples, 1]}
   * @param output {@code [items, samples, 1]}
   * @return a number
   */
  public SDVariable build(SDVariable target, SDVariable output) {
    SDVariable loss = reconstruction(target, output);
    double spectral = config.normalisers().spectral();
    if (config.spectralWeight() > 0) {
      StftResolution resolution = StftResolution.SPECTRAL_LOSS;
      SDVariable added =
          config.spectralForm() == SpectralForm.DISTANCE
              ? distance(target, output, resolution).mean().div(spectral)
              : convergence(target, output, resolution).mean();
      loss = loss.add(added.mul(config.spectralWeight()));
    }
    if (config.multiResolutionWeight() > 0) {
      List<StftResolution> resolutions = StftResolution.MULTI_RESOLUTION_SPECTRAL_LOSS;
      for (StftResolution resolution : resolutions) {
        double weight = config.multiResolutionWeight() / spectral / resolutions.size();
        loss = loss.add(distance(target, output, resolution).mean().mul(weight));
      }
    }
    return loss;
  }

  private SDVariable reconstruction(SDVariable target, SDVariable output) {
    ReconstructionLoss weights = config.reconstruction();
    LossNormalisers by = config.normalisers();
    SDVariable difference = output.sub(target).reshape(items, samples);
    SDVariable squares = difference.mul(difference);
    SDVariable loss = graph.math().abs(difference).mean().mul(weights.absolute() / by.absolute());
    loss = loss.add(squares.mean().mul(weights.squared() / by.squared()));
    if (weights.largest() > 0) {
      int count = weights.largestCount();
      SDVariable[] sorted = new Largest(graph, squares, count).outputVariables();
      SDVariable least = graph.slice(sorted[0], new int[] {0, count - 1}, items, 1);
      SDVariable chosen = squares.gte(least).castTo(squares.dataType()); // no gradient passes here
      SDVariable largest = squares.mul(chosen).sum().div((double) items * count);
      loss = loss.add(largest.mul(weights.largest() / by.squared()));
    }
    return loss;
  }

  /** {@code [items]}. */
  private SDVariable distance(SDVariable target, SDVariable output, StftResolution resolution) {
    ReferenceSpectrum spectrum = new ReferenceSpectrum(graph, resolution, items, samples);
    return norm(
        spectrum.magnitudes(emphasised(target)).sub(spectrum.magnitudes(emphasised(output))));
  }

  /** {@code y[t] = x[t] - c x[t-1]}, {@code [items, samples, 1]}. */
  private SDVariable emphasised(SDVariable sound) {
    if (config.emphasis() == 0) {
      return sound;
    }
    int[] start = {0, 0, 0};
    SDVariable first = graph.slice(sound, start, items, 1, 1);
    SDVariable before = graph.slice(sound, start, items, samples - 1, 1);
    SDVariable after = graph.slice(sound, new int[] {0, 1, 0}, items, samples - 1, 1);
    return graph.concat(1, first, after.sub(before.mul(config.emphasis())));
  }

  private SDVariable convergence(SDVariable target, SDVariable output, StftResolution resolution) {
    ReferenceSpectrum spectrum = new ReferenceSpectrum(graph, resolution, items, samples);
    SDVariable wanted = spectrum.magnitudes(emphasised(target));
    SDVariable whole = norm(wanted);
    SDVariable audible = whole.gt(SILENCE).castTo(whole.dataType());
    SDVariable distance = norm(wanted.sub(spectrum.magnitudes(emphasised(output))));
    return distance.mul(audible).div(graph.math().max(whole, whole.mul(0).add(SILENCE)));
  }

  private SDVariable norm(SDVariable spectrum) {
    SDVariable sum = spectrum.mul(spectrum).sum(1, 2);
    return graph.math().sqrt(sum.add(ReferenceSpectrum.ROOT_FLOOR));
  }

  /**
   * ND4J's own operation {@code top_k}. Its Java class passes its two arguments in the wrong order,
   * so that it would give as many values as a truth value counts.
   */
  private static final class Largest extends TopK {
    Largest(SameDiff graph, SDVariable values, int count) {
      super(graph, values, count, true);
      iArguments.clear();
      addIArgument(count, 1);
    }
  }
}
