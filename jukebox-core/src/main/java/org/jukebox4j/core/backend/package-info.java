/**
 * What computes: the ND4J backend of the class path and the graphics processors of the machine,
 * looked at before ND4J starts, because it would choose a processor that it has no code for.
 */
@NullMarked
package org.jukebox4j.core.backend;

import org.jspecify.annotations.NullMarked;
