/**
 * Audio in and out: recordings as float samples, WAV files, resampling and mixing to mono.
 *
 * <p>Start with {@link org.jukebox4j.core.audio.AudioFiles} to read any recording and {@link
 * org.jukebox4j.core.audio.WavWriter} to write one. Samples are float32 in [-1, 1] at full scale,
 * held as {@code [channels][samples]}; positions and lengths are in samples per channel ("frames"
 * in a file). Every bad or hostile file ends in an {@link
 * org.jukebox4j.core.audio.AudioFileException}, before more memory is taken than the file
 * justifies.
 */
@NullMarked
package org.jukebox4j.core.audio;

import org.jspecify.annotations.NullMarked;
