package org.jukebox4j.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Which kind of attention each layer has: {@code attn_order}. */
final class AttentionOrderCases implements GoldenCases {
  @Override
  public List<GoldenCase> discover(Path goldenDir) throws IOException {
    return List.of();
  }
}
