/**
 * Plays a score: ensembles of instruments that differ in timbre, drums, and a voice that sings
 * vowels as resonances of a vocal tract. Everything is computed from sines, noise and filters, the
 * same to the sample on every machine.
 */
@NullMarked
package org.jukebox4j.corpus.sound;

import org.jspecify.annotations.NullMarked;
