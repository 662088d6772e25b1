package org.jukebox4j.sampling.session;

import org.jukebox4j.prior.LabelVector;
import org.jukebox4j.prior.label.Labeller;
import org.jukebox4j.prior.label.PieceLabels;
import org.jukebox4j.sampling.level.WindowLabels;

/** The labels of a piece for one level; all samples of a run have the same. */
record LevelLabels(Labeller labeller, PieceLabels piece) implements WindowLabels {
  @Override
  public LabelVector at(int item, int startCode) {
    return labeller.window(piece, startCode);
  }

  /** Whether a window of this level sees lyrics of this piece. */
  boolean hasLyrics() {
    return piece.lyrics().size() > 0 && at(0, 0).lyrics().length > 0;
  }
}
