/** Float32 arrays outside the Java heap: the form in which weights and caches are held. */
@NullMarked
package org.jukebox4j.core.tensor;

import org.jspecify.annotations.NullMarked;
