package org.jukebox4j.corpus;

import org.jukebox4j.architecture.Layer;
import org.jukebox4j.architecture.LibraryRules;

final class ArchitectureTest extends LibraryRules {
  ArchitectureTest() {
    super(Layer.CORPUS);
  }
}
