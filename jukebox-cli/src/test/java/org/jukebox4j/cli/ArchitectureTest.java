package org.jukebox4j.cli;

import org.jukebox4j.architecture.Layer;
import org.jukebox4j.architecture.ModuleRules;

final class ArchitectureTest extends ModuleRules {
  ArchitectureTest() {
    super(Layer.CLI);
  }
}
