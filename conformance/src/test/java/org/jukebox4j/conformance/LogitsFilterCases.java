package org.jukebox4j.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Top-k and top-p: {@code filter_logits}. */
final class LogitsFilterCases implements GoldenCases {
  @Override
  public List<GoldenCase> discover(Path goldenDir) throws IOException {
    return List.of();
  }
}
