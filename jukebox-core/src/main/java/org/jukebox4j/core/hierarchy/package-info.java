/** The levels of the hierarchy, from the finest codes at the bottom to the coarsest at the top. */
@NullMarked
package org.jukebox4j.core.hierarchy;

import org.jspecify.annotations.NullMarked;
