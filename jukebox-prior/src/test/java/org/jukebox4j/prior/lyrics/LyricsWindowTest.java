package org.jukebox4j.prior.lyrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.jukebox4j.prior.Timing;
import org.jukebox4j.prior.lyrics.LyricsWindow.Arithmetic;
import org.junit.jupiter.api.Test;

final class LyricsWindowTest {
  private static LyricsTokens lyrics(int size) {
    return new LyricsTokens("x".repeat(size), IntStream.rangeClosed(1, size).toArray());
  }

  @Test
  void theWindowLiesAroundWhatIsSungAtItsMiddle() {
    // middle at 500 of 1000 samples: character 50 of 100
    LyricsWindow window =
        LyricsWindow.of(lyrics(100), 4, new Timing(1000, 450, 100), Arithmetic.FLOAT32);
    assertThat(window.indices()).containsExactly(48, 49, 50, 51);
    assertThat(window.tokens()).containsExactly(49, 50, 51, 52);
  }

  @Test
  void theWindowIsMovedInsideTheLyrics() {
    Timing start = new Timing(1000, 0, 10);
    Timing end = new Timing(1000, 999, 10);
    assertThat(LyricsWindow.of(lyrics(10), 4, start, Arithmetic.FLOAT64).indices())
        .containsExactly(0, 1, 2, 3);
    assertThat(LyricsWindow.of(lyrics(10), 4, end, Arithmetic.FLOAT64).indices())
        .containsExactly(6, 7, 8, 9);
  }

  @Test
  void shortLyricsArePaddedOnTheLeft() {
    LyricsWindow window =
        LyricsWindow.of(lyrics(2), 4, new Timing(1000, 900, 10), Arithmetic.FLOAT32);
    assertThat(window.indices()).containsExactly(-1, -1, 0, 1);
    assertThat(window.tokens()).containsExactly(0, 0, 1, 2);
  }

  @Test
  void theTwoPrecisionsCanDifferByOneCharacter() {
    // the exact middle is just below character 8000; float32 rounds the offset up to it
    Timing timing = new Timing(1 << 26, (1 << 25) - 2, 2);
    assertThat(LyricsWindow.of(lyrics(16000), 2, timing, Arithmetic.FLOAT64).indices()[0])
        .isEqualTo(7998);
    assertThat(LyricsWindow.of(lyrics(16000), 2, timing, Arithmetic.FLOAT32).indices()[0])
        .isEqualTo(7999);
  }

  @Test
  void aPriorWithoutLyricsSeesNone() {
    Timing timing = new Timing(1000, 0, 10);
    assertThat(LyricsWindow.of(lyrics(5), 0, timing, Arithmetic.FLOAT32).tokens()).isEmpty();
    assertThatThrownBy(() -> LyricsWindow.of(lyrics(5), 3, timing, Arithmetic.FLOAT32))
        .hasMessage("lyricsTokens must be an even number of characters, but was 3");
  }
}
