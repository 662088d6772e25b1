package org.jukebox4j.architecture;

import java.util.Arrays;
import java.util.List;

/** The modules from the bottom up; each may use itself and those before it. */
public enum Layer {
  /** Audio, spectra, kernels, checkpoints, randomness. */
  CORE("org.jukebox4j.core"),
  /** Innermost loops in vector instructions, found by core as services. */
  VECTOR("org.jukebox4j.vector"),
  /** The codec. */
  VQVAE("org.jukebox4j.vqvae"),
  /** Priors, conditioners, labels and lyrics. */
  PRIOR("org.jukebox4j.prior"),
  /** Windows, levels and token choice. */
  SAMPLING("org.jukebox4j.sampling"),
  /** Training runs in a folder. */
  TRAINING("org.jukebox4j.training"),
  /** A synthetic corpus and measures on it. */
  CORPUS("org.jukebox4j.corpus"),
  /** The command line. */
  CLI("org.jukebox4j.cli");

  private final String root;

  Layer(String root) {
    this.root = root;
  }

  /**
   * Returns the package that the module owns.
   *
   * @return its name, such as {@code org.jukebox4j.core}
   */
  public String root() {
    return root;
  }

  /** Package patterns of the layers above this one. */
  String[] above() {
    List<Layer> all = Arrays.asList(values());
    return all.subList(ordinal() + 1, all.size()).stream()
        .map(layer -> layer.root + "..")
        .toArray(String[]::new);
  }
}
