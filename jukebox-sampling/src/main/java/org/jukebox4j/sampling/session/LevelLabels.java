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

  /** Number of characters of the lyrics of the whole piece. */
  int characters() {
    return piece.lyrics().size();
  }

  /** Which characters of the whole lyrics a window sees; -1 for padding. */
  int[] characterIndices(int startCode) {
    return labeller.lyricsWindow(piece, startCode).indices();
  }
}
