package org.jukebox4j.prior.lyrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jukebox4j.prior.LabelVocabularyVersion;
import org.junit.jupiter.api.Test;

final class LyricsTokenizerTest {
  private static final LyricsTokenizer V2 = new LyricsTokenizer(LabelVocabularyVersion.V2);
  private static final LyricsTokenizer V3 = new LyricsTokenizer(LabelVocabularyVersion.V3);

  @Test
  void tokensCountFromOneInTheOrderOfTheVocabulary() {
    assertThat(V2.tokenize("AZaz09.\n").ids()).containsExactly(1, 26, 27, 52, 53, 62, 63, 79);
    assertThat(V2.vocabularySize()).isEqualTo(80);
  }

  @Test
  void versionThreeHasNoPlus() {
    assertThat(V2.tokenize("+'").ids()).containsExactly(70, 71);
    assertThat(V3.tokenize("+'").ids()).containsExactly(70);
    assertThat(V3.vocabularySize()).isEqualTo(79);
  }

  @Test
  void aBackslashIsANewlineAndUnknownCharactersAreLeftOut() {
    assertThat(V2.clean("one\\two {three} #4")).isEqualTo("one\ntwo three 4");
  }

  @Test
  void tokensAreTextAgain() {
    LyricsTokens tokens = V2.tokenize("Sing, \"la\"!");
    assertThat(V2.text(tokens.ids())).isEqualTo("Sing, \"la\"!");
    assertThat(V2.text(new int[] {0, 0, 27})).isEqualTo("a");
    assertThatThrownBy(() -> V3.text(new int[] {79}))
        .hasMessage("tokens must be from 0 to 78, but one was 79");
  }

  @Test
  void chineseLyricsAreTransliterated() {
    assertThat(V2.tokenizeReadable("你好").text()).isEqualTo("Ni Hao ");
  }

  @Test
  void lyricsOfWhichNothingIsLeftAreRefused() {
    assertThatThrownBy(() -> V2.tokenizeReadable("🎵🎵!"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none of the 3 characters is one");
    assertThat(V2.tokenizeReadable("")).isEqualTo(LyricsTokens.NONE);
    assertThat(V2.tokenizeReadable(" \n").size()).isEqualTo(2);
  }
}
