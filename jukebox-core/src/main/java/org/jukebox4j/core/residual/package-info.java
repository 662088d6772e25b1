/**
 * Residual blocks of dilated convolutions, shared by the codec and by the conditioner that reads
 * the codes of the level above. Source: Dhariwal et al. 2020, §3.1 and §4.1.
 */
@NullMarked
package org.jukebox4j.core.residual;

import org.jspecify.annotations.NullMarked;
