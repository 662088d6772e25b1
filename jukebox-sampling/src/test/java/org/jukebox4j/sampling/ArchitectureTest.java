package org.jukebox4j.sampling;

import org.jukebox4j.architecture.Layer;
import org.jukebox4j.architecture.LibraryRules;

final class ArchitectureTest extends LibraryRules {
  ArchitectureTest() {
    super(Layer.SAMPLING);
  }

  @Override
  protected String[] ownPackages() {
    // The facade, org.jukebox4j.Jukebox, stands above the package of its module.
    return new String[] {Layer.SAMPLING.root() + "..", "org.jukebox4j"};
  }
}
