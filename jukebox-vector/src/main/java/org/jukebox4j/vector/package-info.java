/**
 * The loops of {@code org.jukebox4j.core.vector} in the vector instructions of the processor, as
 * services. The only module that names the incubating Vector API. Nothing here is for callers.
 */
@NullMarked
package org.jukebox4j.vector;

import org.jspecify.annotations.NullMarked;
