package org.jukebox4j.core.graph;

import org.jukebox4j.core.backend.Nd4jBackend;
import org.nd4j.autodiff.samediff.SameDiff;

/** The two forms in which a trainable part builds itself. Both give the same numbers. */
public enum GraphKind {
  /**
   * SameDiff's own operations only. Slow on a CPU, but short, differentiated by SameDiff, and what
   * ND4J's CUDA backend can run.
   */
  REFERENCE,

  /** Coarse operations over plain Java kernels: the fast form on a CPU. */
  KERNEL;

  /**
   * Returns the form that suits the backend.
   *
   * @return {@link #KERNEL} on a CPU, {@link #REFERENCE} on a graphics processor
   */
  public static GraphKind preferred() {
    return preferredOn(Nd4jBackend.open());
  }

  static GraphKind preferredOn(Nd4jBackend backend) {
    return backend.cuda() ? REFERENCE : KERNEL;
  }

  /**
   * Starts ND4J if it is not running, and creates an empty graph of this form.
   *
   * @return the graph
   * @throws IllegalStateException if the backend cannot run graphs of this form
   */
  public SameDiff newGraph() {
    require();
    return SameDiff.create();
  }

  void require() {
    requireOn(Nd4jBackend.open());
    if (this == KERNEL) {
      SameDiffExtension.install();
    }
  }

  void requireOn(Nd4jBackend backend) {
    if (this == KERNEL && backend.cuda()) {
      throw new IllegalStateException(
          "kernel graphs compute on the CPU, but ND4J runs on its backend "
              + backend.name()
              + ": use the reference graph, which GraphKind.preferred() chooses here");
    }
  }
}
