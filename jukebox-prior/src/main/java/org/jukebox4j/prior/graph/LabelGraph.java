package org.jukebox4j.prior.graph;

import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.graph.GraphScope;
import org.jukebox4j.prior.conditioning.LabelConditioner.Tables;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * The label conditioner as part of a graph: artist and genre give the vector at the start of the
 * sequence, timing one vector for each position. Source: Dhariwal et al. 2020, §4.2.
 */
public final class LabelGraph {
  private LabelGraph() {}

  /**
   * Numbers of artists and genre words.
   *
   * @param artists int, {@code [items, 1]}
   * @param genres int, {@code [items, slots]}, -1 for an empty slot
   * @param slots genre slots of an item
   */
  public record Names(SDVariable artists, SDVariable genres, int slots) {}

  /**
   * Bins of the timing at each position, -1 where there is no signal.
   *
   * @param totalLength int, {@code [items, length]}
   * @param absolute int, {@code [items, length]}
   * @param relative int, {@code [items, length]}
   * @param length positions of a sequence
   * @param bins rows of each table
   */
  public record Bins(
      SDVariable totalLength, SDVariable absolute, SDVariable relative, int length, int bins) {}

  /**
   * Adds the vector at the start of the sequence to a graph.
   *
   * @param context what the graph is built with
   * @param scope where the parameters {@code artist_emb} and {@code bow_genre_emb} are
   * @param tables sizes of the tables
   * @param names which entries
   * @return {@code [items, width]}
   */
  public static SDVariable start(
      GraphContext context, GraphScope scope, Tables tables, Names names) {
    int items = context.items();
    SDVariable genres =
        scope.child("bow_genre_emb").take("emb.weight", tables.genres(), tables.width());
    SDVariable artists =
        scope.child("artist_emb").take("emb.weight", tables.artists(), tables.width());
    return new EmbeddingSum(context, "artist and genre", items, 1)
        .plus(names.artists.reshape(items, 1, 1), 1, artists)
        .plus(names.genres.reshape(items, 1, names.slots), names.slots, genres)
        .build(tables.width())
        .reshape(items, tables.width());
  }

  /**
   * Adds the timing signal to a graph.
   *
   * @param context what the graph is built with
   * @param scope where the parameters {@code total_length_emb}, {@code absolute_pos_emb} and {@code
   *     relative_pos_emb} are
   * @param width width of a vector
   * @param bins which entries; null for a prior without a timing signal
   * @return {@code [items, length, width]}, or null
   */
  public static @Nullable SDVariable timing(
      GraphContext context, GraphScope scope, int width, @Nullable Bins bins) {
    if (bins == null) {
      return null;
    }
    int items = context.items();
    EmbeddingSum sum = new EmbeddingSum(context, "timing", items, bins.length);
    add(sum, scope.child("total_length_emb"), bins.totalLength, bins, width);
    add(sum, scope.child("absolute_pos_emb"), bins.absolute, bins, width);
    add(sum, scope.child("relative_pos_emb"), bins.relative, bins, width);
    return sum.build(width);
  }

  private static void add(
      EmbeddingSum sum, GraphScope scope, SDVariable entries, Bins bins, int width) {
    sum.plus(entries.reshape(-1, bins.length, 1), 1, scope.take("emb.weight", bins.bins, width));
  }
}
