/**
 * Training of priors: the weights that it begins with, and a prior as something that a {@link
 * org.jukebox4j.core.run.Trainer} trains. Source: Dhariwal et al. 2020, §4.
 */
@NullMarked
package org.jukebox4j.prior.training;

import org.jspecify.annotations.NullMarked;
