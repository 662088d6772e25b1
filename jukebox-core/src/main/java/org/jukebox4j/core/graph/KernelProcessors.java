package org.jukebox4j.core.graph;

import org.jukebox4j.core.kernel.BlasThreads;
import org.nd4j.linalg.factory.Environment;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Leaves the processors to the kernels of a graph, which cut their work for all of them: while it
 * is open, neither OpenBLAS nor the few operations of ND4J's own start threads. On a machine that
 * does other work, too, those of ND4J wait several milliseconds for each other at every operation.
 *
 * <p>Both settings belong to the process. Where several graphs run at once, the last word may be
 * another's; that costs time and changes no result.
 */
public final class KernelProcessors implements AutoCloseable {
  private final BlasThreads blas;
  private final int before;

  private KernelProcessors(BlasThreads blas, int before) {
    this.blas = blas;
    this.before = before;
  }

  /**
   * Opens it, for a graph of {@link GraphKind#KERNEL}.
   *
   * @return close it to give the threads back
   */
  public static KernelProcessors claim() {
    Environment environment = Nd4j.getEnvironment();
    int before = environment.maxMasterThreads();
    environment.setMaxMasterThreads(1);
    return new KernelProcessors(BlasThreads.callerOnly(), before);
  }

  @Override
  public void close() {
    blas.close();
    if (before > 1) {
      Nd4j.getEnvironment().setMaxMasterThreads(before);
    }
  }
}
