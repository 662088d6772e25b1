/**
 * A song as a page to look at and to pass on: one file with the audio, its pictures, the lyrics
 * that light up as the model sang them, and everything that makes it again. Nothing is fetched from
 * anywhere.
 */
@NullMarked
package org.jukebox4j.cli.page;

import org.jspecify.annotations.NullMarked;
