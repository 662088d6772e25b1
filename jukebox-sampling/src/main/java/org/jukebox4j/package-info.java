/**
 * Jukebox for the JVM: {@link org.jukebox4j.Jukebox} makes music from lyrics, an artist, a genre or
 * a recording.
 */
@NullMarked
package org.jukebox4j;

import org.jspecify.annotations.NullMarked;
