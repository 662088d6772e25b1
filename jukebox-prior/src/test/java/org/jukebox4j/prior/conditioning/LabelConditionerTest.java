package org.jukebox4j.prior.conditioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.parameter.ParameterBinding;
import org.jukebox4j.core.parameter.ParameterSource;
import org.jukebox4j.core.tensor.FloatTensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LabelConditionerTest {
  /** 10 Hz, pieces from 2 s up to 10 s, four bins each. */
  private static final TimingConfig TIMING = new TimingConfig(4, 10, 2, 10);

  private final ParameterBinding binding =
      new ParameterBinding(
          ParameterSource.of(
              new HashMap<>(
                  Map.of(
                      "artist_emb.emb.weight", FloatTensor.of(new float[] {1, 2, 3, 4}, 2, 2),
                      "bow_genre_emb.emb.weight",
                          FloatTensor.of(new float[] {10, 20, 30, 40, 50, 60}, 3, 2),
                      "total_length_emb.emb.weight", table(1),
                      "absolute_pos_emb.emb.weight", table(10),
                      "relative_pos_emb.emb.weight", table(100)))));

  /** Bin b has the vector (b * step, 0). */
  private static FloatTensor table(int step) {
    return FloatTensor.of(new float[] {0, 0, step, 0, 2 * step, 0, 3 * step, 0}, 4, 2);
  }

  private LabelConditioner conditioner(@Nullable TimingConfig timing) {
    return binding.bind(
        "the conditioner",
        scope -> LabelConditioner.from(scope, new LabelConditioner.Tables(2, 3, 2), timing),
        name -> false);
  }

  @AfterEach
  void close() {
    binding.close();
  }

  @Test
  void startIsTheArtistPlusTheSumOfTheGenreWords() {
    assertThat(conditioner(null).start(1, new int[] {0, 2, -1})).containsExactly(63, 84);
    assertThat(conditioner(null).start(0, new int[] {-1, -1})).containsExactly(1, 2);
  }

  @Test
  void timingAddsOneVectorOfEachTableAtEveryPosition() {
    // 60 of 20..100 samples: bin 2; positions 20, 30, 40, 50 of 100: bins 0, 1, 1, 2;
    // relative 1/3, 1/2, 2/3, 5/6: bins 1, 2, 2, 3
    float[] signal =
        conditioner(TIMING).timing(new TimingWindow(60, 20, 40), 4).orElse(new float[0]);
    assertThat(signal).containsExactly(102, 0, 212, 0, 212, 0, 322, 0);
  }

  @Test
  void windowThatReachesBehindThePieceIsClampedAtItsEnd() {
    TimingBins bins = TIMING.bins(new TimingWindow(60, 50, 40), 2);
    assertThat(bins.relative()).containsExactly(3, 3);
    assertThat(bins.absolute()).containsExactly(2, 2);
  }

  @Test
  void withoutTimingThereIsNoSignal() {
    assertThat(conditioner(null).timing(new TimingWindow(60, 20, 40), 4)).isEmpty();
  }

  @Test
  void timingOutOfRangeIsRefusedInSeconds() {
    assertThatThrownBy(() -> TIMING.bins(new TimingWindow(19, 0, 10), 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the total length must be at least 2.0 s and below 10.0 s for this prior, but was"
                + " 1.90 s");
    assertThatThrownBy(() -> TIMING.bins(new TimingWindow(100, 0, 10), 4))
        .hasMessageEndingWith("but was 10.00 s");
    assertThatThrownBy(() -> TIMING.bins(new TimingWindow(60, 60, 10), 4))
        .hasMessage("the window must start inside the piece of 6.00 s, but started at 6.00 s");
    assertThatThrownBy(() -> TIMING.bins(new TimingWindow(99, 95, 10), 4))
        .hasMessage(
            "the window must end by 10.0 s, the longest piece of this prior, but ended at 10.50"
                + " s");
  }

  @Test
  void numbersOutsideTheTablesAreRefused() {
    assertThatThrownBy(() -> conditioner(null).start(2, new int[0]))
        .hasMessage("artist must be a number between 0 and 1 for this prior, but was 2");
    assertThatThrownBy(() -> conditioner(null).start(0, new int[] {-2}))
        .hasMessage("genre must be a number between -1 and 2 for this prior, but was -2");
  }
}
