package org.jukebox4j.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jukebox4j.sampling.token.LogitsFilter;
import org.jukebox4j.sampling.token.TopK;
import org.jukebox4j.sampling.token.TopP;

/** Top-k and top-p: {@code filter_logits}. */
final class LogitsFilterCases implements GoldenCases {
  private static final String TOP_K = "inf.out.top_k.";
  private static final String TOP_P = "inf.out.top_p.";

  @Override
  public List<GoldenCase> discover(Path goldenDir) throws IOException {
    return GoldenFile.cases(goldenDir, "filter_logits.safetensors", LogitsFilterCases::run);
  }

  private static void run(GoldenFile file, Comparison comparison) {
    for (String name : file.names()) {
      if (name.startsWith(TOP_K)) {
        int k = Integer.parseInt(name.substring(TOP_K.length()));
        compare(file, name, new TopK(k), comparison);
      } else if (name.startsWith(TOP_P)) {
        double p = Double.parseDouble(name.substring(TOP_P.length()));
        compare(file, name, new TopP(p), comparison);
      }
    }
  }

  private static void compare(
      GoldenFile file, String name, LogitsFilter filter, Comparison comparison) {
    float[] logits = file.floats("in.logits");
    int[] shape = file.shape("in.logits");
    int size = shape[shape.length - 1];
    float[] row = new float[size];
    float[] scratch = new float[size];
    for (int at = 0; at < logits.length; at += size) {
      System.arraycopy(logits, at, row, 0, size);
      filter.apply(row, size, scratch);
      System.arraycopy(row, 0, logits, at, size);
    }
    comparison.floats(name, file.floats(name), logits, 1e-6);
  }
}
