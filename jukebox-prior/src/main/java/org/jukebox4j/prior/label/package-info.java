/**
 * Artists, genres and timing: from what a user writes to the numbers that a prior is conditioned
 * on, and back.
 *
 * <p>Source: Dhariwal et al. 2020, §4.1. Reading order: {@link org.jukebox4j.prior.label.Labels} is
 * what the user writes, {@link org.jukebox4j.prior.label.LabelVocabulary} knows the names, and
 * {@link org.jukebox4j.prior.label.Labeller} makes what each window of a piece is told.
 */
@NullMarked
package org.jukebox4j.prior.label;

import org.jspecify.annotations.NullMarked;
