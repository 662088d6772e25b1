package org.jukebox4j.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Activations, normalisation and linear layers: {@code ops}. */
final class OperationCases implements GoldenCases {
  @Override
  public List<GoldenCase> discover(Path goldenDir) throws IOException {
    return List.of();
  }
}
