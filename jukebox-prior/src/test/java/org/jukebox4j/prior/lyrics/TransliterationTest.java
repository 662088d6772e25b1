package org.jukebox4j.prior.lyrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TransliterationTest {
  @Test
  void asciiStaysAsItIs() {
    StringBuilder all = new StringBuilder();
    for (char character = 0; character < 128; character++) {
      all.append(character);
    }
    assertThat(Transliteration.toAscii(all.toString())).isEqualTo(all.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "Être ou ne pas être, Etre ou ne pas etre",
    "Größe, Grosse",
    "smørrebrød, smorrebrod",
    "Tiếng Việt, Tieng Viet",
    "žluťoučký kůň, zlutoucky kun",
    "ŞığĞ, SigG",
    "Ελλάδα, Ellada",
    "Щука и ёж, Shchuka i yozh",
    "Їжак, Yizhak",
    "ﬃ, ffi",
    "Ａ１, A1",
    "٤٢, 42",
    "𝐁old, Bold",
  })
  void lettersLoseTheirMarks(String text, String ascii) {
    assertThat(Transliteration.toAscii(text)).isEqualTo(ascii);
  }

  @ParameterizedTest
  @CsvSource({
    "さくら, sakura",
    "きゃく, kyaku",
    "じゅうしょ, juusho",
    "がっこう, gakkou",
    "まっちゃ, matcha",
    "ラーメン, raamen",
    "ファン, fan",
    "パーティー, paatii",
    "ウィーン, wiin",
    "ヴァイオリン, vaiorin",
    "ｶﾞ, ga",
    "㌔, kiro",
    "ひゃっ, hya",
  })
  void kanaAreWrittenAfterHepburn(String text, String ascii) {
    assertThat(Transliteration.toAscii(text)).isEqualTo(ascii);
  }

  @ParameterizedTest
  @CsvSource({"한글, hangeul", "서울, seoul", "값, gabs", "아이, ai", "빨래, ppalrae"})
  void koreanSyllablesAreWrittenOneByOne(String text, String ascii) {
    assertThat(Transliteration.toAscii(text)).isEqualTo(ascii);
  }

  @Test
  void chineseCharactersAreWordsOfTheirOwn() {
    assertThat(Transliteration.toAscii("月亮，你好。")).isEqualTo("Yue Liang ,Ni Hao . ");
    assertThat(Transliteration.toAscii("愛爱")).isEqualTo("Ai Ai ");
  }

  @Test
  void quotesAndDashesBecomeThoseOfATypewriter() {
    assertThat(Transliteration.toAscii("“a” ‘b’ – c—d…")).isEqualTo("\"a\" 'b' - c--d...");
    assertThat(Transliteration.toAscii("one\u2028two\u00a0three")).isEqualTo("one\ntwo three");
  }

  @Test
  void whatHasNoCounterpartIsLeftOut() {
    assertThat(Transliteration.toAscii("a🎵b\u0301สc")).isEqualTo("abc");
    assertThat(Transliteration.toAscii("\ud83c lone surrogate")).isEqualTo(" lone surrogate");
  }
}
