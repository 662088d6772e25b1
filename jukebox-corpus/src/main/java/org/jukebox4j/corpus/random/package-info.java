/** Random choices of a song, each from what it is for. */
@NullMarked
package org.jukebox4j.corpus.random;

import org.jspecify.annotations.NullMarked;
