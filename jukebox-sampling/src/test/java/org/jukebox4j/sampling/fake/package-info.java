/** Priors and models that tests can reason about. */
@NullMarked
package org.jukebox4j.sampling.fake;

import org.jspecify.annotations.NullMarked;
