package org.jukebox4j.vqvae.loss;

import java.util.List;
import org.jukebox4j.core.spectral.LossGradient;
import org.jukebox4j.core.spectral.MultiResolutionSpectralLoss;
import org.jukebox4j.core.spectral.PreEmphasis;
import org.jukebox4j.core.spectral.SpectralConvergence;
import org.jukebox4j.core.spectral.SpectralLoss;
import org.jukebox4j.core.spectral.SpectralMeasure;

/**
 * The loss of one level's output, everything but commitment: a weighted sum of the losses on the
 * samples and on the spectra. Immutable, may be shared between threads.
 */
public final class WaveformLoss {
  private final VqVaeLossConfig config;
  private final SpectralConvergence convergence = new SpectralConvergence();
  private final SpectralMeasure single;
  private final SpectralMeasure multiple;

  /**
   * Prepares the loss.
   *
   * @param config the weights
   */
  public WaveformLoss(VqVaeLossConfig config) {
    this.config = config;
    this.single =
        emphasised(
            config.spectralForm() == SpectralForm.DISTANCE ? new SpectralLoss() : convergence);
    this.multiple = emphasised(new MultiResolutionSpectralLoss());
  }

  private SpectralMeasure emphasised(SpectralMeasure measure) {
    return config.emphasis() == 0 ? measure : new PreEmphasis(measure, config.emphasis());
  }

  /** What the spectra's distance is divided by. */
  private double singleNormaliser() {
    return config.spectralForm() == SpectralForm.DISTANCE ? config.normalisers().spectral() : 1;
  }

  /** The spectra that the weighted loss needs. */
  TargetSpectra spectraOf(float[] target) {
    return new TargetSpectra(
        config.spectralWeight() > 0 ? single.spectraOf(target) : List.of(),
        config.multiResolutionWeight() > 0 ? multiple.spectraOf(target) : List.of());
  }

  /**
   * Compares one item and differentiates.
   *
   * @param target {@code [samples]}
   * @param spectra of the target
   * @param output {@code [samples]}
   * @return the weighted loss and its gradient with respect to the output
   */
  LossGradient gradient(float[] target, TargetSpectra spectra, float[] output) {
    LossGradient samples = config.reconstruction().gradient(target, output, config.normalisers());
    double loss = samples.loss();
    float[] gradient = samples.gradient();
    if (config.spectralWeight() > 0) {
      LossGradient added = single.gradient(spectra.single(), output);
      loss += add(added, config.spectralWeight() / singleNormaliser(), gradient);
    }
    if (config.multiResolutionWeight() > 0) {
      LossGradient added = multiple.gradient(spectra.multiple(), output);
      double weight = config.multiResolutionWeight() / config.normalisers().spectral();
      loss += add(added, weight, gradient);
    }
    return new LossGradient(loss, gradient);
  }

  private static double add(LossGradient added, double weight, float[] gradient) {
    float factor = (float) weight;
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] += factor * added.gradient()[i];
    }
    return weight * added.loss();
  }

  /**
   * Measures every loss of a batch, with or without weight.
   *
   * @param targets {@code [items][samples]}
   * @param outputs {@code [items][samples]}, of one level
   * @return means over the batch, without weights
   */
  public LevelErrors errors(float[][] targets, float[][] outputs) {
    double reconstruction = 0;
    double spectral = 0;
    double multiResolution = 0;
    for (int item = 0; item < targets.length; item++) {
      float[] target = targets[item];
      float[] output = outputs[item];
      reconstruction += config.reconstruction().between(target, output, config.normalisers());
      spectral += single.between(target, output) / singleNormaliser();
      multiResolution += multiple.between(target, output) / config.normalisers().spectral();
    }
    int items = targets.length;
    return new LevelErrors(reconstruction / items, spectral / items, multiResolution / items);
  }

  /**
   * Measures how wrong a batch is, whatever the weights.
   *
   * @param targets {@code [items][samples]}
   * @param outputs {@code [items][samples]}
   * @return means over the batch
   */
  public OutputErrors outputErrors(float[][] targets, float[][] outputs) {
    ReconstructionLoss linf =
        ReconstructionLoss.linf(
            Math.min(config.reconstruction().largestCount(), targets[0].length));
    double[] sums = new double[4];
    for (int item = 0; item < targets.length; item++) {
      float[] target = targets[item];
      float[] output = outputs[item];
      sums[0] += convergence.between(target, output);
      sums[1] += ReconstructionLoss.l2().between(target, output, config.normalisers());
      sums[2] += ReconstructionLoss.l1().between(target, output, config.normalisers());
      sums[3] += linf.between(target, output, config.normalisers());
    }
    int items = targets.length;
    return new OutputErrors(sums[0] / items, sums[1] / items, sums[2] / items, sums[3] / items);
  }
}
