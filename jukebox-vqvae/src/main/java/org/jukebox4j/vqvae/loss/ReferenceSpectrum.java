package org.jukebox4j.vqvae.loss;

import org.jukebox4j.core.spectral.HannWindow;
import org.jukebox4j.core.spectral.StftResolution;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv1DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Magnitudes of spectra in SameDiff's own operations: one convolution whose filters are the
 * windowed cosines and sines, over a signal that is continued by its mirror image.
 */
final class ReferenceSpectrum {
  /** Keeps the root's derivative finite, so that the gradient of a zero magnitude is zero. */
  static final double ROOT_FLOOR = 1e-20;

  private final SameDiff graph;
  private final StftResolution resolution;
  private final int items;
  private final int samples;

  ReferenceSpectrum(SameDiff graph, StftResolution resolution, int items, int samples) {
    this.graph = graph;
    this.resolution = resolution;
    this.items = items;
    this.samples = samples;
  }

  /** {@code [items, samples, 1] -> [items, frames, bins]}. */
  SDVariable magnitudes(SDVariable signal) {
    int bins = resolution.bins();
    int frames = resolution.frames(samples);
    Conv1DConfig config =
        Conv1DConfig.builder()
            .k(resolution.window())
            .s(resolution.hop())
            .p(0)
            .d(1)
            .paddingMode(PaddingMode.VALID)
            .dataFormat(Conv1DConfig.NWC)
            .build();
    SDVariable filters =
        graph.constant(
            Nd4j.createFromArray(filters())
                .reshape('c', resolution.window(), 1, 2 * bins)
                .castTo(signal.dataType()));
    SDVariable parts =
        graph.cnn().conv1d(mirrored(signal), filters, config); // [items, frames, 2 * bins]
    SDVariable real = graph.slice(parts, new int[] {0, 0, 0}, items, frames, bins);
    SDVariable imaginary = graph.slice(parts, new int[] {0, 0, bins}, items, frames, bins);
    return graph.math().sqrt(real.mul(real).add(imaginary.mul(imaginary)).add(ROOT_FLOOR));
  }

  /** {@code [window, 2 * bins]}. */
  private double[] filters() {
    int bins = resolution.bins();
    int margin = (resolution.fftSize() - resolution.window()) / 2;
    float[] window = HannWindow.periodic(resolution.window());
    double[] filters = new double[window.length * 2 * bins];
    for (int n = 0; n < window.length; n++) {
      for (int bin = 0; bin < bins; bin++) {
        long turns = (long) bin * (n + margin) % resolution.fftSize();
        double angle = 2 * Math.PI * turns / resolution.fftSize();
        filters[n * 2 * bins + bin] = window[n] * Math.cos(angle);
        filters[n * 2 * bins + bins + bin] = -window[n] * Math.sin(angle);
      }
    }
    return filters;
  }

  /** From the first sample of the first frame to the last one of the last frame. */
  private SDVariable mirrored(SDVariable signal) {
    int before = resolution.fftSize() / 2 - (resolution.fftSize() - resolution.window()) / 2;
    int end = (resolution.frames(samples) - 1) * resolution.hop() - before + resolution.window();
    int after = end - samples;
    SDVariable left = graph.reverse(part(signal, 1, before), 1);
    if (after <= 0) {
      return graph.concat(1, left, part(signal, 0, end));
    }
    SDVariable right = graph.reverse(part(signal, samples - 1 - after, after), 1);
    return graph.concat(1, left, signal, right);
  }

  private SDVariable part(SDVariable signal, int from, int count) {
    return graph.slice(signal, new int[] {0, from, 0}, items, count, 1);
  }
}
