package org.jukebox4j.prior.kernel;

import org.jukebox4j.prior.attention.FactoredAttention;

/**
 * What a residual attention block computes.
 *
 * @param kind which keys are seen
 * @param length positions of a sequence
 * @param heads number of attention heads
 * @param scale how much of attention and feed-forward is added to the input
 */
public record BlockShape(FactoredAttention kind, int length, int heads, float scale) {}
