package org.jukebox4j.prior.conditioning;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.parameter.ParameterScope;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * Turns labels into vectors. Artist and genre give the vector at the start of the sequence: the
 * artist's embedding plus the sum, not the mean, of the embeddings of the genre words. Timing gives
 * one vector for each position. Source: Dhariwal et al. 2020, §4.2.
 */
public final class LabelConditioner {
  private final FloatTensor artists;
  private final FloatTensor genres;
  private final int width;
  private final @Nullable TimingSignal timing;

  private LabelConditioner(
      FloatTensor artists, FloatTensor genres, int width, @Nullable TimingSignal timing) {
    this.artists = artists;
    this.genres = genres;
    this.width = width;
    this.timing = timing;
  }

  private record TimingSignal(
      TimingConfig config,
      RangeEmbedding totalLength,
      RangeEmbedding absolute,
      RangeEmbedding relative) {}

  /**
   * The sizes of the tables.
   *
   * @param artists rows of the artist table
   * @param genres rows of the genre table
   * @param width width of a vector
   */
  public record Tables(int artists, int genres, int width) {}

  /**
   * Takes the parameters {@code artist_emb}, {@code bow_genre_emb} and, with a timing signal,
   * {@code total_length_emb}, {@code absolute_pos_emb} and {@code relative_pos_emb}.
   *
   * @param scope where the parameters are
   * @param tables sizes of the tables
   * @param timing the timing signal; null where there is none
   * @return the conditioner
   */
  public static LabelConditioner from(
      ParameterScope scope, Tables tables, @Nullable TimingConfig timing) {
    int width = tables.width();
    FloatTensor genres = scope.child("bow_genre_emb").take("emb.weight", tables.genres(), width);
    FloatTensor artists = scope.child("artist_emb").take("emb.weight", tables.artists(), width);
    TimingSignal signal =
        timing == null
            ? null
            : new TimingSignal(
                timing,
                RangeEmbedding.from(scope.child("total_length_emb"), timing.bins(), width),
                RangeEmbedding.from(scope.child("absolute_pos_emb"), timing.bins(), width),
                RangeEmbedding.from(scope.child("relative_pos_emb"), timing.bins(), width));
    return new LabelConditioner(artists, genres, width, signal);
  }

  /**
   * Computes the vector at the start of the sequence.
   *
   * @param artist number of the artist
   * @param genreWords numbers of the genre words, -1 for an empty slot
   * @return {@code [width]}
   * @throws IllegalArgumentException if a number is not in its table
   */
  public float[] start(int artist, int[] genreWords) {
    require("artist", artist, 0, artists.dimension(0));
    float[] sum = new float[width];
    artists.read(artist * width, sum, 0, width);
    float[] words = new float[width];
    for (int genre : genreWords) {
      require("genre", genre, -1, genres.dimension(0));
      if (genre >= 0) {
        for (int i = 0; i < width; i++) {
          words[i] += genres.get(genre * width + i);
        }
      }
    }
    for (int i = 0; i < width; i++) {
      sum[i] += words[i];
    }
    return sum;
  }

  private static void require(String name, int number, int from, int entries) {
    if (number < from || number >= entries) {
      throw new IllegalArgumentException(
          name
              + " must be a number between "
              + from
              + " and "
              + (entries - 1)
              + " for this prior, but was "
              + number);
    }
  }

  /**
   * Computes the timing signal of a window.
   *
   * @param window where it lies in the piece
   * @param positions number of positions of the window
   * @return {@code [positions, width]}, or empty for a prior without a timing signal
   * @throws IllegalArgumentException if the timing is out of range
   */
  public Optional<float[]> timing(TimingWindow window, int positions) {
    if (timing == null) {
      return Optional.empty();
    }
    TimingBins bins = timing.config().bins(window, positions);
    float[] signal = new float[positions * width];
    for (int i = 0; i < positions; i++) {
      timing.totalLength().add(bins.totalLength(), signal, i * width);
      timing.absolute().add(bins.absolute()[i], signal, i * width);
      timing.relative().add(bins.relative()[i], signal, i * width);
    }
    return Optional.of(signal);
  }
}
