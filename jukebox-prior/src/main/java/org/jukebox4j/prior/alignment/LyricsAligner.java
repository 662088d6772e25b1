package org.jukebox4j.prior.alignment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jukebox4j.prior.AlignmentHead;
import org.jukebox4j.prior.LabelVector;
import org.jukebox4j.prior.TransformerPrior;
import org.jukebox4j.prior.WindowConditioning;
import org.jukebox4j.prior.label.Labeller;
import org.jukebox4j.prior.label.PieceLabels;
import org.jukebox4j.prior.lyrics.LyricsAlignment;
import org.jukebox4j.prior.lyrics.LyricsAlignment.WindowAttention;

/**
 * Aligns lyrics with the codes of a piece: passes every window through a prior with lyrics and
 * reads the attention of one head to the lyrics. Source: Dhariwal et al. 2020, §4.2.
 *
 * <p>Each window costs as much as computing its whole context once.
 */
public final class LyricsAligner {
  /** Hears after every window how far the alignment is. To stop it, throw from here. */
  @FunctionalInterface
  public interface Progress {
    /**
     * Called after a window.
     *
     * @param done number of windows that are done
     * @param all number of windows
     */
    void windowDone(int done, int all);
  }

  private final TransformerPrior prior;
  private final AlignmentHead head;
  private final Labeller labeller;

  /**
   * Makes an aligner.
   *
   * @param prior a prior with lyrics; the aligner does not close it
   * @param head the head whose attention follows the lyrics
   * @param labeller the labeller of this prior
   */
  public LyricsAligner(TransformerPrior prior, AlignmentHead head, Labeller labeller) {
    if (prior.lyricsTokens() == 0) {
      throw new IllegalArgumentException("prior must be one with lyrics, but this one has none");
    }
    this.prior = prior;
    this.head = head;
    this.labeller = labeller;
  }

  /**
   * Aligns one piece.
   *
   * @param piece its labels, with the whole lyrics
   * @param codes all its codes at the level of the prior, each in {@code [0, codebookSize)}
   * @param starts first code of each window, as they were sampled; 0 alone for a piece that is not
   *     longer than one window
   * @param progress hears after every window how far it is
   * @return how much attention every code pays to every character
   */
  public LyricsAlignment align(
      PieceLabels piece, int[] codes, List<Integer> starts, Progress progress) {
    List<WindowAttention> windows = new ArrayList<>();
    for (int start : starts) {
      if (start < 0 || start >= codes.length) {
        throw new IllegalArgumentException(
            "starts must be at least 0 and less than the number of codes, "
                + codes.length
                + ", but one was "
                + start);
      }
      windows.add(attention(piece, codes, start));
      progress.windowDone(windows.size(), starts.size());
    }
    return LyricsAlignment.of(codes.length, piece.lyrics().size(), windows);
  }

  private WindowAttention attention(PieceLabels piece, int[] codes, int start) {
    int end = Math.min(codes.length, start + prior.contextLength());
    // a piece shorter than a window is filled up with code 0, as in the original
    int[] window = Arrays.copyOf(Arrays.copyOfRange(codes, start, end), prior.contextLength());
    LabelVector label = labeller.window(piece, start);
    List<float[]> weights =
        prior.lyricsAttention(
            new WindowConditioning(1, List.of(), List.of(label)), List.of(window), head);
    return new WindowAttention(
        start, labeller.lyricsWindow(piece, start).indices(), weights.get(0));
  }
}
