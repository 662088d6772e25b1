/**
 * What a prior is conditioned on, turned into vectors of its width: codes of the level above,
 * artist, genre and timing, and lyrics. Source: Dhariwal et al. 2020, §4.1 to §4.3.
 */
@NullMarked
package org.jukebox4j.prior.conditioning;

import org.jspecify.annotations.NullMarked;
