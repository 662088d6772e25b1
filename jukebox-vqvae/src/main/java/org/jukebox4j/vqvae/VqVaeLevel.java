package org.jukebox4j.vqvae;

import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.kernel.TimePipeline;
import org.jukebox4j.core.parameter.ParameterScope;
import org.jukebox4j.core.tensor.FloatTensor;
import org.jukebox4j.vqvae.codebook.Codebook;
import org.jukebox4j.vqvae.codebook.NearestCode;

/** The three parts of one level. */
record VqVaeLevel(
    TimePipeline encoder, Codebook codebook, NearestCode nearest, TimePipeline decoder)
    implements AutoCloseable {
  /**
   * Takes the parameters of a level.
   *
   * @param root the codec's parameters
   * @param config the codec
   * @param level the level
   * @return its parts
   */
  static VqVaeLevel from(ParameterScope root, VqVaeConfig config, Level level) {
    int index = level.index();
    FloatTensor vectors =
        root.child("bottleneck")
            .child("level_blocks")
            .child(index)
            .take("k", config.codebookSize(), config.embeddingWidth());
    Codebook codebook = new Codebook(level, vectors);
    return new VqVaeLevel(
        Encoder.plan(config, level).open(root),
        codebook,
        new NearestCode(codebook),
        Decoder.plan(config, level).open(root));
  }

  @Override
  public void close() {
    encoder.close();
    nearest.close();
    decoder.close();
  }
}
