package org.jukebox4j.corpus.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jukebox4j.corpus.CorpusGenerator;
import org.jukebox4j.corpus.CorpusSettings;
import org.jukebox4j.corpus.CorpusSong;
import org.jukebox4j.corpus.score.SungSyllable;
import org.jukebox4j.prior.lyrics.LyricsAlignment;
import org.junit.jupiter.api.Test;

final class AlignedLyricsTest {
  private static final double SECONDS_PER_CODE = 128 / 22_050.0;

  private final CorpusSong song = new CorpusGenerator(CorpusSettings.of(4)).song(2);
  private final int codes = (int) (song.score().seconds() / SECONDS_PER_CODE);
  private final int characters = song.score().lyrics().length();

  /** An alignment that attends to one character at a time. */
  private LyricsAlignment attending(IntUnaryOperator character) {
    float[] weights = new float[codes * characters];
    for (int code = 0; code < codes; code++) {
      weights[code * characters + character.applyAsInt(code)] = 1;
    }
    int[] indices = IntStream.range(0, characters).toArray();
    return LyricsAlignment.of(
        codes, characters, List.of(new LyricsAlignment.WindowAttention(0, indices, weights)));
  }

  private int sungCharacter(int code) {
    double[] starts = song.characterStarts();
    int character = 0;
    while (character + 1 < characters && starts[character + 1] <= (code + 0.5) * SECONDS_PER_CODE) {
      character++;
    }
    return character;
  }

  @Test
  void aTrueAlignmentHasACorrelationOfOne() {
    AlignedLyrics aligned = new AlignedLyrics(attending(this::sungCharacter), SECONDS_PER_CODE);

    assertThat(aligned.correlation(song)).isCloseTo(1, within(1e-3));
    for (int i = 0; i < song.score().sung().size(); i++) {
      SungSyllable sung = song.score().sung().get(i);
      assertThat(aligned.syllableAt((sung.vowelStart() + sung.end()) / 2)).isEqualTo(i);
    }
  }

  @Test
  void anAlignmentThatRunsBackwardsHasANegativeOne() {
    AlignedLyrics aligned =
        new AlignedLyrics(
            attending(code -> characters - 1 - sungCharacter(code)), SECONDS_PER_CODE);

    assertThat(aligned.correlation(song)).isLessThan(-0.99);
  }

  @Test
  void attentionThatDoesNotMoveHasNoCorrelation() {
    AlignedLyrics aligned = new AlignedLyrics(attending(code -> 7), SECONDS_PER_CODE);

    assertThat(aligned.correlation(song)).isZero();
    assertThat(aligned.syllableAt(3)).isEqualTo(2);
  }

  @Test
  void afterTheLastCodeNothingIsKnown() {
    AlignedLyrics aligned = new AlignedLyrics(attending(code -> 7), SECONDS_PER_CODE);

    assertThat(aligned.syllableAt(song.score().seconds() + 1)).isEqualTo(-1);
  }
}
