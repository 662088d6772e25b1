package org.jukebox4j.prior;

import java.util.ArrayList;
import java.util.List;
import org.jukebox4j.prior.attention.AttentionProbe;
import org.jukebox4j.prior.attention.FactoredAttention;
import org.jukebox4j.prior.attention.LyricsAttention;
import org.jukebox4j.prior.attention.LyricsPrefixAttention;
import org.jukebox4j.prior.autoregressive.AutoregressiveModel;

/** Reads the attention of one head to the lyrics while known codes pass through the layers. */
final class LyricsAttentionReader {
  /** Positions computed at a time; bounds the memory for logits, not the result. */
  private static final int CHUNK = 256;

  private final WindowInputs inputs;
  private final AutoregressiveModel model;

  LyricsAttentionReader(WindowInputs inputs, AutoregressiveModel model) {
    this.inputs = inputs;
    this.model = model;
  }

  List<float[]> read(WindowConditioning conditioning, List<int[]> codes, AlignmentHead head) {
    requireAttendsToLyrics(head);
    List<float[]> weights = new ArrayList<>();
    for (int item = 0; item < conditioning.items(); item++) {
      WindowConditioning one = conditioning.only(item);
      int[] tokens = inputs.tokens().sequence(one, codes.get(item));
      weights.add(read(one, tokens, head));
    }
    return weights;
  }

  private void requireAttendsToLyrics(AlignmentHead head) {
    int depth = model.transformer().config().depth();
    int heads = model.transformer().config().attention().heads();
    boolean exists = head.layer() < depth && head.head() < heads;
    if (exists) {
      FactoredAttention kind = model.transformer().attention(head.layer());
      if (kind instanceof LyricsAttention || kind instanceof LyricsPrefixAttention) {
        return;
      }
    }
    throw new IllegalArgumentException(
        "head must belong to a layer that attends to lyrics, but was layer "
            + head.layer()
            + ", head "
            + head.head()
            + " of "
            + depth
            + " layers and "
            + heads
            + " heads");
  }

  private float[] read(WindowConditioning one, int[] tokens, AlignmentHead head) {
    int lyrics = one.labels().get(0).lyrics().length;
    int before = inputs.tokens().lyricsBefore();
    float[] weights = new float[inputs.contextLength() * lyrics]; // [contextLength, lyricsTokens]
    AttentionProbe probe =
        (query, row, from, count) -> {
          int position = query.position() - before;
          if (query.head() == head.head() && position >= 0) {
            // Keys behind the lyrics are codes: the row is cut, not normalised again.
            System.arraycopy(row, from, weights, position * lyrics, Math.min(count, lyrics));
          }
        };
    model.probe(
        tokens,
        inputs.conditioning(one),
        inputs.encoderStates(one),
        new AutoregressiveModel.Probed(head.layer(), CHUNK, probe));
    return weights;
  }
}
