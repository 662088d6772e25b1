/**
 * What priors are trained on: windows of the cached codes of songs, with the codes above them, and
 * artist, genre, timing and the lyrics that are sung there. Source: Dhariwal et al. 2020, §4.
 */
@NullMarked
package org.jukebox4j.prior.dataset;

import org.jspecify.annotations.NullMarked;
