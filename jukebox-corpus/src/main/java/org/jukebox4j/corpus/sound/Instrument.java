package org.jukebox4j.corpus.sound;

/**
 * An instrument.
 *
 * @param tone how its tone is made
 * @param envelope how its loudness changes
 * @param gain how loud it is
 */
record Instrument(Tone tone, Envelope envelope, double gain) {}
