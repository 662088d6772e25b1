package org.jukebox4j.prior.lyrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.jukebox4j.prior.LabelVocabularyVersion;
import org.jukebox4j.prior.lyrics.LyricsAlignment.WindowAttention;
import org.junit.jupiter.api.Test;

final class AlignmentPictureTest {
  private static final LyricsTokens LYRICS =
      new LyricsTokenizer(LabelVocabularyVersion.V2).tokenize("song");

  private static LyricsAlignment even(int codes, int seen, float weight) {
    int[] indices = {0, 1, 2, 3};
    float[] weights = new float[codes * 4];
    for (int code = 0; code < codes; code++) {
      Arrays.fill(weights, code * 4, code * 4 + seen, weight);
    }
    return LyricsAlignment.of(codes, 4, List.of(new WindowAttention(0, indices, weights)));
  }

  @Test
  void evenAttentionIsAnEvenPicture() {
    AlignmentPicture picture = new AlignmentPicture(even(32, 4, 0.4f), LYRICS);
    assertThat(picture.grid())
        .isDeepEqualTo(new int[][] {{102, 102, 102, 102}, {102, 102, 102, 102}});
    int[][] pixels = picture.picture();
    assertThat(pixels).hasDimensions(512, 1024);
    assertThat(Arrays.stream(pixels).flatMapToInt(Arrays::stream)).containsOnly(102);
  }

  @Test
  void onlyCharactersThatAWindowSawAreShown() {
    AlignmentPicture picture = new AlignmentPicture(even(16, 2, 0.4f), LYRICS);
    assertThat(picture.columns()).containsExactly("", "s");
    assertThat(picture.grid()).hasDimensions(1, 2);
  }

  @Test
  void theLyricsGoFromBottomToTop() {
    float[] weights = {0.8f, 0.2f, 0.2f, 0.2f};
    LyricsAlignment first =
        LyricsAlignment.of(1, 4, List.of(new WindowAttention(0, new int[] {0, 1, 2, 3}, weights)));
    int[][] pixels = new AlignmentPicture(first, LYRICS).picture();
    assertThat(pixels[511][0]).isGreaterThan(200);
    assertThat(pixels[0][0]).isEqualTo(51);
  }

  @Test
  void withoutAttentionThePictureIsBlack() {
    AlignmentPicture picture = new AlignmentPicture(even(16, 0, 0), LYRICS);
    assertThat(picture.columns()).isEmpty();
    assertThat(picture.picture()).hasDimensions(512, 1024);
  }

  @Test
  void theLyricsMustBeThoseOfTheAlignment() {
    assertThatThrownBy(() -> new AlignmentPicture(even(1, 1, 1), LyricsTokens.NONE))
        .hasMessage("lyrics must have the 4 characters of the alignment, but had 0");
  }
}
