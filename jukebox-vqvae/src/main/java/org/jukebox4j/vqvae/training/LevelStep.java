package org.jukebox4j.vqvae.training;

/**
 * What a step gave for one level.
 *
 * @param vectors of the encoder, {@code [items * time, embeddingWidth]}; held by reference
 * @param output of the decoder, {@code [items][samples]}; held by reference
 * @param commitment the commitment loss, without its weight
 */
public record LevelStep(float[] vectors, float[][] output, double commitment) {}
