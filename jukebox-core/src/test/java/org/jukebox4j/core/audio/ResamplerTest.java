package org.jukebox4j.core.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import org.jukebox4j.core.audio.Signals.Tone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResamplerTest {
  private static final int STEPS = 24;

  @ParameterizedTest
  @CsvSource({
    "48000, 44100",
    "44100, 48000",
    "8000, 44100",
    "44100, 22050",
    "22050, 44100",
    "96000, 44100",
    "44100, 16001",
    "11025, 11026"
  })
  void passbandIsFlatAndFreeOfImagesAndWithoutDelay(int from, int to) {
    Resampler resampler = Resampler.between(new SampleRate(from), new SampleRate(to));
    double nyquist = Math.min(from, to) / 2.0;

    for (int step = 0; step <= STEPS; step++) {
      double hertz = 0.9 * nyquist * Math.max(step, 0.05) / STEPS;
      float[] result = resampler.resample(Signals.sine(hertz, from, from / 4));
      Tone tone = Signals.fit(result, hertz, to);

      String where = "%.1f Hz: %s".formatted(hertz, tone);
      assertThat(Math.abs(tone.gain())).as(where).isLessThan(0.1);
      assertThat(Math.abs(tone.phase())).as(where).isLessThan(1e-3);
      assertThat(tone.rest()).as(where).isLessThan(-80);
    }
  }

  @ParameterizedTest
  @CsvSource({"48000, 44100", "44100, 22050", "96000, 44100", "44100, 8000", "44100, 16001"})
  void whatWouldAliasIsRemoved(int from, int to) {
    Resampler resampler = Resampler.between(new SampleRate(from), new SampleRate(to));

    for (int step = 0; step < STEPS; step++) {
      double hertz = (to + (double) (from - to) * step / STEPS) / 2;
      float[] result = resampler.resample(Signals.sine(hertz, from, from / 4));

      assertThat(Signals.level(result)).as(hertz + " Hz").isLessThan(-80);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "48000, 44100, 1, 1",
    "44100, 22050, 5, 3",
    "8000, 44100, 3, 17",
    "44100, 48000, 441, 480",
    "48000, 44100, 0, 0"
  })
  void lengthIsRoundedUp(int from, int to, int samples, int expected) {
    Resampler resampler = Resampler.between(new SampleRate(from), new SampleRate(to));

    assertThat(resampler.outputLength(samples)).isEqualTo(expected);
    assertThat(resampler.resample(new float[samples])).hasSize(expected);
  }

  @ParameterizedTest
  @CsvSource({"48000, 44100", "44100, 22050", "8000, 44100", "44100, 16001", "44100, 44100"})
  void aStreamGivesTheBitsOfTheWhole(int from, int to) {
    Resampler resampler = Resampler.between(new SampleRate(from), new SampleRate(to));
    float[] samples = Signals.noise(1, 40_000, 4)[0];
    float[] whole = resampler.resample(samples);

    for (int block : new int[] {1, 64, 1009, 40_000}) {
      assertThat(streamed(resampler, samples, block, whole.length))
          .as("blocks of " + block)
          .isEqualTo(whole);
    }
  }

  private static float[] streamed(Resampler resampler, float[] samples, int block, int length) {
    ResamplingStream stream = resampler.open();
    float[] result = new float[length];
    int position = 0;
    for (int from = 0; from < samples.length; from += block) {
      int count = Math.min(block, samples.length - from);
      float[] part = new float[count];
      System.arraycopy(samples, from, part, 0, count);
      float[] ready = stream.push(part, count);
      System.arraycopy(ready, 0, result, position, ready.length);
      position += ready.length;
    }
    float[] rest = stream.finish();
    System.arraycopy(rest, 0, result, position, rest.length);
    assertThat(position + rest.length).isEqualTo(length);
    assertThat(stream.finish()).isEmpty();
    return result;
  }

  @Test
  void aFinishedStreamTakesNoMore() {
    ResamplingStream stream = Resampler.between(SampleRate.CD, new SampleRate(8000)).open();
    assertThat(stream.finish()).isEmpty();

    assertThatThrownBy(() -> stream.push(new float[1], 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the stream is finished");
  }

  @Test
  void aConstantStaysConstantAwayFromTheEnds() {
    float[] ones = new float[2000];
    Arrays.fill(ones, 0.5f);

    float[] result = Resampler.between(new SampleRate(8000), SampleRate.CD).resample(ones);

    for (int i = 1000; i < result.length - 1000; i++) {
      assertThat(result[i]).isCloseTo(0.5f, offset(1e-6f));
    }
  }

  @Test
  void filterIsSymmetricInTime() {
    float[] samples = Signals.noise(1, 801, 2)[0];
    float[] reversed = new float[801];
    for (int i = 0; i < 801; i++) {
      reversed[i] = samples[800 - i];
    }
    Resampler resampler = Resampler.between(new SampleRate(44_100), new SampleRate(22_050));

    float[] forward = resampler.resample(samples);
    float[] backward = resampler.resample(reversed);

    for (int i = 0; i < forward.length; i++) {
      assertThat(backward[forward.length - 1 - i]).isCloseTo(forward[i], offset(1e-6f));
    }
  }

  @Test
  void equalRatesPassUnchanged() {
    float[] samples = {1, 2, 3};

    assertThat(Resampler.between(SampleRate.CD, SampleRate.CD).resample(samples)).isSameAs(samples);
  }

  @Test
  void extremeRatesNeedLittleMemory() {
    SampleRate low = new SampleRate(SampleRate.LOWEST);
    SampleRate high = new SampleRate(SampleRate.HIGHEST);

    assertThat(Resampler.between(high, low).resample(new float[7681])).hasSize(2);
    assertThat(Resampler.between(low, high).resample(new float[2])).hasSize(15_360);
    assertThat(Resampler.between(new SampleRate(767_999), SampleRate.CD).resample(new float[18]))
        .hasSize(2);
  }

  @Test
  void everyChannelOfAWaveformIsResampled() {
    Waveform stereo = new Waveform(Signals.noise(2, 480, 6), new SampleRate(48_000));
    Resampler resampler = Resampler.between(stereo.rate(), SampleRate.CD);

    Waveform result = resampler.resample(stereo);

    assertThat(result.rate()).isEqualTo(SampleRate.CD);
    assertThat(result.samples()).isEqualTo(441);
    assertThat(result.channels()[1]).isEqualTo(resampler.resample(stereo.channels()[1]));
    assertThatThrownBy(() -> resampler.resample(result))
        .hasMessage("this resampler takes recordings at 48000 Hz, but was given one at 44100 Hz");
  }
}
