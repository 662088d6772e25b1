package org.jukebox4j.vqvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jukebox4j.core.hierarchy.Level;
import org.junit.jupiter.api.Test;

final class CodesTest {
  private static final Codes CODES = new Codes(Level.MIDDLE, 32, new int[] {5, 6, 7, 8});

  @Test
  void aSliceOfTimeRoundsDownToWholeCodes() {
    assertThat(CODES.samples()).isEqualTo(128);
    assertThat(CODES.slice(40, 100)).isEqualTo(new Codes(Level.MIDDLE, 32, new int[] {6, 7}));
  }

  @Test
  void aSliceBeyondTheEndIsRefused() {
    assertThatThrownBy(() -> CODES.slice(0, 129))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a slice must lie within the 128 samples of these codes, but was 0 to 129");
  }

  @Test
  void theValuesAreCopied() {
    int[] values = {1, 2};
    Codes codes = new Codes(Level.TOP, 128, values);
    values[0] = 9;
    codes.values()[1] = 9;
    assertThat(codes.values()).containsExactly(1, 2);
  }
}
