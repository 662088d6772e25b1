/**
 * Spectra of audio and the distances between them (§3.3: the spectral loss keeps the codec from
 * hearing low frequencies only).
 *
 * <p>{@link org.jukebox4j.core.spectral.ShortTimeFourierTransform} makes spectrograms at a {@link
 * org.jukebox4j.core.spectral.StftResolution}; the losses compare the spectrograms of a target and
 * an output. Layout: {@code [frames, bins]}, time first. Spectra are float32; norms, losses and
 * means are summed in double precision in a fixed order.
 */
@NullMarked
package org.jukebox4j.core.spectral;

import org.jspecify.annotations.NullMarked;
