package org.jukebox4j.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Where in the lyrics the music is: {@code alignment_*}. */
final class AlignmentCases implements GoldenCases {
  @Override
  public List<GoldenCase> discover(Path goldenDir) throws IOException {
    return List.of();
  }
}
