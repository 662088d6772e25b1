package org.jukebox4j.prior.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FactoredAttentionTest {
  /** 24 positions in 4 rows of 6; 2 summarise a row; 5 encoder states; 7 lyrics in front. */
  private static final AttentionGeometry GEOMETRY = new AttentionGeometry(24, 4, 2, 5, 7);

  private static List<Integer> seenBy(AttentionKind kind, int query) {
    KeySet seen = kind.over(GEOMETRY).keysSeenBy(query);
    return IntStream.range(0, seen.count()).mapToObj(seen::position).toList();
  }

  private static List<Integer> positions(IntPredicate wanted) {
    return IntStream.range(0, 24).filter(wanted).boxed().toList();
  }

  @Test
  void denseSeesItselfAndEverythingBefore() {
    for (int t = 0; t < 24; t++) {
      int query = t;
      assertThat(seenBy(AttentionKind.DENSE, t)).isEqualTo(positions(k -> k <= query));
    }
  }

  @Test
  void rowSeesItselfAndWhatIsBeforeInItsRow() {
    for (int t = 0; t < 24; t++) {
      int query = t;
      assertThat(seenBy(AttentionKind.ROW, t))
          .isEqualTo(positions(k -> k <= query && k / 6 == query / 6));
    }
  }

  @Test
  void columnSeesItselfAndWhatIsAboveInItsColumn() {
    for (int t = 0; t < 24; t++) {
      int query = t;
      assertThat(seenBy(AttentionKind.COLUMN, t))
          .isEqualTo(positions(k -> k <= query && k % 6 == query % 6));
    }
  }

  @Test
  void previousRowSeesAllOfTheRowBeforeAndTheFirstRowOnlyZeros() {
    for (int t = 0; t < 24; t++) {
      int query = t;
      assertThat(seenBy(AttentionKind.PREVIOUS_ROW, t))
          .isEqualTo(positions(k -> k / 6 == query / 6 - 1));
      assertThat(AttentionKind.PREVIOUS_ROW.over(GEOMETRY).keysSeenBy(t).zeroKeys())
          .isEqualTo(t < 6 ? 6 : 0);
    }
  }

  @Test
  void summarySeesTheEndsOfRowsUpToItselfButNeverTheEndOfTheSequence() {
    for (int t = 0; t < 24; t++) {
      int query = t;
      assertThat(seenBy(AttentionKind.SUMMARY, t))
          .isEqualTo(positions(k -> k <= query && k % 6 == 5 && k < 18));
    }
  }

  @Test
  void summarySpreadSeesTheLastPositionsOfRowsUpToItself() {
    for (int t = 0; t < 24; t++) {
      int query = t;
      assertThat(seenBy(AttentionKind.SUMMARY_SPREAD, t))
          .isEqualTo(positions(k -> k <= query && k % 6 >= 4 && k < 18));
    }
  }

  @Test
  void lyricsAreSeenWhole() {
    assertThat(seenBy(AttentionKind.LYRICS, 0)).containsExactly(0, 1, 2, 3, 4);
    assertThat(seenBy(AttentionKind.LYRICS, 23)).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void lyricsPrefixIsRoundedUpToAMultipleOfTheRowsAndByAtLeastOne() {
    assertThat(seenBy(AttentionKind.LYRICS_PREFIX, 3)).containsExactly(0, 1, 2, 3);
    assertThat(seenBy(AttentionKind.LYRICS_PREFIX, 20)).isEqualTo(positions(k -> k < 8));
    assertThat(LyricsPrefixAttention.over(6528, 384, 64).prefix()).isEqualTo(448);
    assertThat(LyricsPrefixAttention.over(8, 7, 4).prefix()).isEqualTo(8);
  }

  @ParameterizedTest
  @EnumSource(AttentionKind.class)
  void keysLieSideBySideInTheCacheWhenTheyAreNeeded(AttentionKind kind) {
    FactoredAttention attention = kind.over(GEOMETRY);
    int[] heldBy = new int[attention.slots()];
    Arrays.fill(heldBy, -1);
    if (attention.attendsToEncoder()) {
      IntStream.range(0, 5).forEach(i -> heldBy[attention.slotOf(i)] = i);
    }
    for (int t = 0; t < 24; t++) {
      if (!attention.attendsToEncoder() && attention.slotOf(t) >= 0) {
        heldBy[attention.slotOf(t)] = t;
      }
      KeySet seen = attention.keysSeenBy(t);
      for (int i = 0; i < seen.count(); i++) {
        assertThat(heldBy[attention.firstSlotSeenBy(t) + i])
            .as("query %d, key %d", t, i)
            .isEqualTo(seen.position(i));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(AttentionKind.class)
  void writingAPieceBeforeItsQueriesLeavesEveryKeyThatTheySee(AttentionKind kind) {
    FactoredAttention attention = kind.over(GEOMETRY);
    if (attention.attendsToEncoder()) {
      return;
    }
    int[] heldBy = new int[attention.slots()];
    for (int from = 0; from < 24; ) {
      int to = Math.min(24, attention.pieceEnd(from));
      for (int t = from; t < to; t++) {
        if (attention.slotOf(t) >= 0) {
          heldBy[attention.slotOf(t)] = t;
        }
      }
      for (int t = from; t < to; t++) {
        KeySet seen = attention.keysSeenBy(t);
        for (int i = 0; i < seen.count(); i++) {
          assertThat(heldBy[attention.firstSlotSeenBy(t) + i]).isEqualTo(seen.position(i));
        }
      }
      from = to;
    }
  }

  @Test
  void blocksThatDoNotDivideTheLengthAreRefused() {
    assertThatThrownBy(() -> AttentionKind.ROW.over(new AttentionGeometry(24, 5, 0, 0, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("blocks must divide the length of the sequence, 24 positions, but was 5");
  }

  @Test
  void kindsThatNeedLyricsRefuseToBeBuiltWithout() {
    AttentionGeometry without = new AttentionGeometry(24, 4, 0, 0, 0);
    assertThatThrownBy(() -> AttentionKind.LYRICS.over(without))
        .hasMessage(
            "encoderLength must be at least 1 where a layer attends to a lyrics encoder, but was 0");
    assertThatThrownBy(() -> AttentionKind.LYRICS_PREFIX.over(without))
        .hasMessage(
            "prefixLength must be at least 1 where a layer attends to a lyrics prefix, but was 0");
    assertThatThrownBy(() -> AttentionKind.SUMMARY_SPREAD.over(without))
        .hasMessage("spread must be between 1 and the length of a row, 6 positions, but was 0");
  }

  @Test
  void scheduleOf79LayersAttendsToLyricsSevenTimes() {
    List<AttentionKind> kinds = AttentionSchedule.of(10).layers(79);
    assertThat(IntStream.range(0, 79).filter(i -> kinds.get(i) == AttentionKind.LYRICS))
        .containsExactly(18, 28, 38, 48, 58, 68, 78);
  }

  @Test
  void scheduleWithLyricsPrefixReplacesEverySixteenthLayer() {
    List<AttentionKind> kinds = AttentionSchedule.of(12).layers(72);
    assertThat(IntStream.range(0, 72).filter(i -> kinds.get(i) == AttentionKind.LYRICS_PREFIX))
        .containsExactly(15, 31, 63);
    assertThat(kinds.get(47)).isEqualTo(AttentionKind.DENSE);
    assertThat(kinds.get(16)).isEqualTo(AttentionKind.COLUMN);
  }

  @Test
  void unknownNumbersAreRefused() {
    assertThatThrownBy(() -> AttentionSchedule.of(13))
        .hasMessage("attention order must be between 0 and 12, but was 13");
    assertThatThrownBy(() -> AttentionKind.of(8))
        .hasMessage("attention kind must be between 0 and 7, but was 8");
  }
}
