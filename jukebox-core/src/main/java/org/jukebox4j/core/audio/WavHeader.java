package org.jukebox4j.core.audio;

/**
 * Where the samples of a WAV file lie. The data lies within the file: the parser has checked it.
 *
 * @param format what a frame is
 * @param dataStart position of the first frame in bytes
 * @param frames number of frames
 */
record WavHeader(WavFormat format, long dataStart, long frames) {}
