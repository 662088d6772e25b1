/**
 * Factorised self-attention over a sequence of codes, and attention to lyrics.
 *
 * <p>Source: Dhariwal et al. 2020, §4.1 and appendix A; the sequence is viewed as rows (blocks) of
 * equal length. {@link org.jukebox4j.prior.attention.FactoredAttention} says for each kind which
 * keys a position sees and where they lie in a cache; {@link
 * org.jukebox4j.prior.attention.MultiHeadAttention} computes it, for a whole sequence at once or
 * step by step; {@link org.jukebox4j.prior.attention.AttentionSchedule} gives the kind of each
 * layer.
 */
@NullMarked
package org.jukebox4j.prior.attention;

import org.jspecify.annotations.NullMarked;
