package org.jukebox4j.vqvae.training;

import org.jukebox4j.core.hierarchy.Level;

/**
 * What a step gave for one level.
 *
 * @param level the level
 * @param vectors of the encoder, {@code [items * time, embeddingWidth]}; held by reference
 * @param output of the decoder, {@code [items][samples]}; held by reference
 * @param commitment the commitment loss, without its weight
 */
public record LevelStep(Level level, float[] vectors, float[][] output, double commitment) {}
