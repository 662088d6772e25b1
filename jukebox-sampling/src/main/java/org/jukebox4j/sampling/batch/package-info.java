/** How several samples share a run: memory bounds how many are decoded at once. */
@NullMarked
package org.jukebox4j.sampling.batch;

import org.jspecify.annotations.NullMarked;
