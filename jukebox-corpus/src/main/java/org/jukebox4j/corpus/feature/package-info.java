/**
 * What can be heard in a recording, as numbers: its spectrum in mel bands, rhythm and scale, and
 * from these what tells artists, genres and vowels apart.
 */
@NullMarked
package org.jukebox4j.corpus.feature;

import org.jspecify.annotations.NullMarked;
