package org.jukebox4j.vqvae.loss;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The spectra of the last target: all levels of a step are compared with the same one. */
public final class SharedTarget {
  private float[] target = new float[0];
  private List<TargetSpectra> spectra = List.of();

  /** A target that nothing is known of yet. */
  public SharedTarget() {}

  synchronized List<TargetSpectra> spectraOf(float[] newTarget, int items, WaveformLoss loss) {
    if (spectra.size() != items || !Arrays.equals(newTarget, target)) {
      int samples = newTarget.length / items;
      List<TargetSpectra> all = new ArrayList<>();
      for (int item = 0; item < items; item++) {
        all.add(
            loss.spectraOf(Arrays.copyOfRange(newTarget, item * samples, (item + 1) * samples)));
      }
      spectra = all;
      target = newTarget;
    }
    return spectra;
  }
}
