package org.jukebox4j.prior.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.parameter.RandomParameters;
import org.jukebox4j.prior.AlignmentHead;
import org.jukebox4j.prior.CodesConfig;
import org.jukebox4j.prior.LabelVocabularyVersion;
import org.jukebox4j.prior.LabelsConfig;
import org.jukebox4j.prior.LyricsArchitecture;
import org.jukebox4j.prior.PriorConfig;
import org.jukebox4j.prior.TransformerPrior;
import org.jukebox4j.prior.WindowConditioning;
import org.jukebox4j.prior.attention.AttentionSchedule;
import org.jukebox4j.prior.autoregressive.AutoregressiveConfig.Output;
import org.jukebox4j.prior.label.LabelVocabulary;
import org.jukebox4j.prior.label.Labeller;
import org.jukebox4j.prior.label.Labels;
import org.jukebox4j.prior.label.PieceLabels;
import org.jukebox4j.prior.lyrics.LyricsAlignment;
import org.jukebox4j.prior.transformer.AttentionConfig;
import org.jukebox4j.prior.transformer.TransformerConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LyricsAlignerTest {
  private static final AlignmentHead HEAD = new AlignmentHead(15, 1);

  private final TransformerPrior prior =
      TransformerPrior.load(
          new PriorConfig(
              new CodesConfig(Level.TOP, 8, 100, 5, 1000),
              TransformerConfig.of(
                  16, 16, AttentionConfig.of(2, AttentionSchedule.LYRICS_PREFIX_IN_EVERY_16TH, 4)),
              Output.TIED,
              new LyricsArchitecture.SharedTransformer(4, 79, 0.4),
              new LabelsConfig(
                  2, 2, 1, LabelVocabularyVersion.V3, new LabelsConfig.TimingRange(4, 0.5, 10)),
              null,
              HEAD),
          new RandomParameters(11));
  private final Labeller labeller =
      Labeller.of(
          prior, LabelVocabulary.of(LabelVocabularyVersion.V3, List.of("choir"), List.of("waltz")));

  @AfterEach
  void close() {
    prior.close();
  }

  private float[] attention(PieceLabels piece, int start, int... codes) {
    WindowConditioning window =
        new WindowConditioning(1, List.of(), List.of(labeller.window(piece, start)));
    return prior.lyricsAttention(window, List.of(codes), HEAD).get(0);
  }

  @Test
  void everyWindowIsPlacedWhereItStarts() {
    PieceLabels piece = labeller.label(new Labels("choir", "waltz", "abcd"), 1200, 0);
    int[] codes = {0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1};
    List<String> progress = new ArrayList<>();
    LyricsAlignment alignment =
        new LyricsAligner(prior, HEAD, labeller)
            .align(piece, codes, List.of(0, 4), (done, all) -> progress.add(done + "/" + all));
    float[] first = attention(piece, 0, 0, 1, 2, 3, 4, 0, 1, 2);
    float[] second = attention(piece, 4, 4, 0, 1, 2, 3, 4, 0, 1);
    float[] all = alignment.toArray();
    // both windows see all four characters: the first one counts for its eight codes
    assertThat(Arrays.copyOf(all, 8 * 4)).containsExactly(first, within(0f));
    assertThat(Arrays.copyOfRange(all, 8 * 4, 12 * 4))
        .containsExactly(Arrays.copyOfRange(second, 4 * 4, 8 * 4), within(0f));
    assertThat(progress).containsExactly("1/2", "2/2");
    assertThat(alignment.weight(0, 0)).isPositive();
  }

  @Test
  void aShortPieceIsFilledUpAndCut() {
    PieceLabels piece = labeller.label(new Labels("choir", "waltz", "abcdef"), 600, 0);
    int[] codes = {1, 2, 3};
    LyricsAlignment alignment =
        new LyricsAligner(prior, HEAD, labeller).align(piece, codes, List.of(0), (done, all) -> {});
    assertThat(alignment.codes()).isEqualTo(3);
    float[] whole = attention(piece, 0, 1, 2, 3, 0, 0, 0, 0, 0);
    int first = labeller.lyricsWindow(piece, 0).indices()[0];
    assertThat(alignment.weight(2, first)).isEqualTo(whole[2 * 4]);
  }

  @Test
  void windowsStartInsideThePiece() {
    PieceLabels piece = labeller.label(Labels.UNKNOWN, 1000, 0);
    LyricsAligner aligner = new LyricsAligner(prior, HEAD, labeller);
    assertThatThrownBy(() -> aligner.align(piece, new int[4], List.of(4), (done, all) -> {}))
        .hasMessage(
            "starts must be at least 0 and less than the number of codes, 4, but one was 4");
  }
}
