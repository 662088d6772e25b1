package org.jukebox4j.prior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jukebox4j.core.hierarchy.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PriorPresetsTest {
  @ParameterizedTest
  @CsvSource({
    "5b, 5060452800",
    "5b_lyrics, 5640506800",
    "1b_lyrics, 946999296",
    "upsampler_level_0, 985230336",
    "upsampler_level_1, 985230336",
    "small_prior, 161862656",
    "small_labelled_prior, 164268032",
    "small_single_enc_dec_prior, 162725888",
    "small_sep_enc_dec_prior, 170730432",
    "small_upsampler, 219063808"
  })
  void checkpointHoldsAsManyElementsAsThePublishedOne(String preset, long elements) {
    assertThat(PriorPresets.of(preset).checkpointElements()).isEqualTo(elements);
  }

  @Test
  void smallPriorOverTheReleasedCodecHoldsAsManyElementsAsThePublishedOne() {
    CodesConfig released = PriorPresets.smallLabelledPrior().codes();
    assertThat(PriorPresets.smallPrior().withCodes(released).checkpointElements())
        .isEqualTo(163_959_808L);
  }

  @ParameterizedTest
  @CsvSource({
    "5b, TOP, 128, 8192",
    "5b_lyrics, TOP, 128, 8192",
    "1b_lyrics, TOP, 128, 6144",
    "upsampler_level_1, MIDDLE, 32, 8192",
    "upsampler_level_0, BOTTOM, 8, 8192"
  })
  void windowsOfTheReleasedPriorsHaveTheirPublishedLength(
      String preset, Level level, int samplesPerCode, int contextLength) {
    CodesConfig codes = PriorPresets.of(preset).codes();
    assertThat(codes).isEqualTo(new CodesConfig(level, contextLength, samplesPerCode, 2048, 44100));
  }

  @Test
  void cachesOfAnUpsamplerKeepColumnsWholeAndRowsOnce() {
    // per round of three layers: a row of 64, all 8192, and two rows of 64, keys and values
    long elements = 24L * 2 * 480 * (64 + 8192 + 128);
    assertThat(PriorPresets.upsamplerLevel0().cacheBytesPerItem()).isEqualTo(4 * elements);
  }

  @Test
  void unknownPresetIsRefusedWithAllNames() {
    assertThatThrownBy(() -> PriorPresets.of("7b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the prior preset must be one of 5b, 5b_lyrics, 1b_lyrics, upsampler_level_0,"
                + " upsampler_level_1, small_prior, small_labelled_prior,"
                + " small_single_enc_dec_prior, small_sep_enc_dec_prior, small_upsampler, but was"
                + " 7b");
  }
}
