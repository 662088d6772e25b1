package org.jukebox4j.prior.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jukebox4j.prior.LabelRules;
import org.jukebox4j.prior.LabelVector;
import org.jukebox4j.prior.LabelVocabularyVersion;
import org.junit.jupiter.api.Test;

final class LabellerTest {
  private static final LabelVocabularyVersion V2 = LabelVocabularyVersion.V2;
  private static final LabelRules RULES = new LabelRules(1000, 17.84, 600, V2, 3);
  private static final LabelVocabulary VOCABULARY =
      LabelVocabulary.of(V2, List.of("choir", "band"), List.of("slow", "waltz"));
  private static final Labeller LABELLER =
      new Labeller(RULES, VOCABULARY, new Labeller.WindowShape(50, 100, 4));
  private static final Labels LABELS = new Labels("Band", "Slow Waltz", "abcdefghij");

  @Test
  void aWindowIsToldTimingNamesAndItsLyrics() {
    PieceLabels piece = LABELLER.label(LABELS, 20_000, 0);
    // the window covers 5 s to 10 s of 20 s: its middle is character 3.75 of 10
    assertThat(LABELLER.window(piece, 50).toArray())
        .containsExactly(20_000, 5_000, 5_000, 2, 1, 2, -1, 28, 29, 30, 31);
    assertThat(LABELLER.lyricsWindow(piece, 50).indices()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void whatIsStoredIsTheFirstWindow() {
    PieceLabels piece = LABELLER.label(LABELS, 20_000, 2_500);
    assertThat(LABELLER.stored(piece)).isEqualTo(LABELLER.window(piece, 0));
    assertThat(LABELLER.stored(piece).offset()).isEqualTo(2_500);
  }

  @Test
  void labelsAreDescribedInWords() {
    LabelVector window = LABELLER.window(LABELLER.label(LABELS, 20_000, 0), 50);
    assertThat(LABELLER.describe(window)).isEqualTo(new Labels("band", "slow_waltz", "bcde"));
  }

  @Test
  void aPieceThatIsTooShortIsRefusedInSeconds() {
    assertThatThrownBy(() -> LABELLER.label(LABELS, 5_000, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("duration must be between 17.84 s and 600 s for this prior, but was 5 s");
    assertThatThrownBy(() -> LABELLER.label(LABELS, -1_000, 0)).hasMessageEndingWith("was -1 s");
  }

  @Test
  void theLongestDurationIsExcludedAfterRoundingToFloat32() {
    LabelRules cd = new LabelRules(44_100, 0, 600, V2, 3);
    Labeller labeller = new Labeller(cd, VOCABULARY, new Labeller.WindowShape(50, 100, 4));
    // 26,459,999 has no float32 of its own and becomes 26,460,000
    assertThatThrownBy(() -> labeller.requireTiming(26_459_999, 0))
        .hasMessage("duration must be between 0 s and 600 s for this prior, but was 600 s");
    labeller.requireTiming(26_459_998, 0);
  }

  @Test
  void samplingStartsInsideThePiece() {
    assertThatThrownBy(() -> LABELLER.label(LABELS, 20_000, 20_000))
        .hasMessage("offset must be at least 0 s and less than the duration of 20 s, but was 20 s");
  }

  @Test
  void tooManyGenreWordsAreRefused() {
    Labels four = new Labels("band", "slow slow slow waltz", "");
    assertThatThrownBy(() -> LABELLER.label(four, 20_000, 0))
        .hasMessage("genre must have at most 3 words for this model, but has 4; leave some out");
  }

  @Test
  void unknownNamesAreRefusedOrTakenForUnknown() {
    Labels labels = new Labels("nobody", "slow polka", "");
    assertThatThrownBy(() -> LABELLER.label(labels, 20_000, 0))
        .isInstanceOf(UnknownLabelException.class)
        .hasMessageContaining("\"nobody\"");
    PieceLabels piece = LABELLER.labelLeniently(labels, 20_000, 0);
    assertThat(piece.artist()).isZero();
    assertThat(piece.genres()).containsExactly(1, 0, -1);
  }

  @Test
  void lyricsThatWouldBeLostAreRefused() {
    Labels thai = new Labels("band", "waltz", "สวัสดี");
    assertThatThrownBy(() -> LABELLER.label(thai, 20_000, 0))
        .hasMessageStartingWith("lyrics must have letters or digits that this model knows")
        .hasMessageEndingWith("write the lyrics in Latin letters");
    assertThat(LABELLER.labelLeniently(thai, 20_000, 0).lyrics().size()).isZero();
  }

  @Test
  void unknownLabelsLeaveEverythingToTheModel() {
    PieceLabels piece = LABELLER.label(Labels.UNKNOWN, 20_000, 0);
    assertThat(LABELLER.window(piece, 0).toArray())
        .containsExactly(20_000, 0, 5_000, 0, 0, -1, -1, 0, 0, 0, 0);
  }

  @Test
  void aVocabularyOfTheOtherVersionIsRefused() {
    LabelVocabulary other =
        LabelVocabulary.of(LabelVocabularyVersion.V3, List.of("choir"), List.of("waltz"));
    assertThatThrownBy(() -> new Labeller(RULES, other, new Labeller.WindowShape(50, 100, 4)))
        .hasMessage("vocabulary must be V2, as this prior was trained with, but was V3");
  }
}
