package org.jukebox4j.core;

import java.util.Set;
import org.jukebox4j.architecture.Layer;
import org.jukebox4j.architecture.LibraryRules;

final class ArchitectureTest extends LibraryRules {
  ArchitectureTest() {
    super(Layer.CORE);
  }

  @Override
  protected Set<String> staticStateOfTheProcess() {
    // OpenBLAS has one thread count for the process, so the count of open guards is one as well.
    return Set.of("org.jukebox4j.core.kernel.BlasThreads.open");
  }

  @Override
  protected Set<String> classesThatFilterStandardOutput() {
    // SameDiff writes a line for every operation that it differentiates and cannot be told not to.
    return Set.of("org.jukebox4j.core.graph.DifferentiationRemarks");
  }
}
