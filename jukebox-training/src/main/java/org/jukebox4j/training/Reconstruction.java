package org.jukebox4j.training;

import org.jukebox4j.core.audio.Waveform;
import org.jukebox4j.core.hierarchy.Level;

/**
 * What a level of a codec makes of a recording.
 *
 * @param level the level
 * @param recording mono
 * @param output of the decoder, equally long
 */
public record Reconstruction(Level level, Waveform recording, Waveform output) {}
