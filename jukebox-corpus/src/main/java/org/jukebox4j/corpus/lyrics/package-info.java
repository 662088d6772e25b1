/** What is sung: vowels, consonants and the syllables that they form. */
@NullMarked
package org.jukebox4j.corpus.lyrics;

import org.jspecify.annotations.NullMarked;
