/**
 * What a model is trained on: a folder of recordings with their metadata, checked and brought to
 * the rate of the model once, split by song, and cut into tiles in an order that depends on a seed
 * and nothing else.
 *
 * <p>Reading order: {@link org.jukebox4j.core.dataset.Dataset}, {@link
 * org.jukebox4j.core.dataset.SongMetadata}, {@link org.jukebox4j.core.dataset.TileSequence}, {@link
 * org.jukebox4j.core.dataset.AudioTiles}.
 */
@NullMarked
package org.jukebox4j.core.dataset;

import org.jspecify.annotations.NullMarked;
