/**
 * Autoregressive models over tokens: embeddings, a transformer and an output matrix.
 *
 * <p>{@link org.jukebox4j.prior.autoregressive.AutoregressiveModel} gives the logits of a whole
 * sequence; {@link org.jukebox4j.prior.autoregressive.AutoregressiveDecoder} those of the next
 * token.
 */
@NullMarked
package org.jukebox4j.prior.autoregressive;

import org.jspecify.annotations.NullMarked;
