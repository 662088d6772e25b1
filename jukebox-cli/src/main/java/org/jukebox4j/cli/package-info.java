/**
 * The {@code jukebox} command: reads options, calls the library, shows progress and writes files.
 * Nothing here computes anything.
 */
@NullMarked
package org.jukebox4j.cli;

import org.jspecify.annotations.NullMarked;
