/**
 * Training of a model from a folder of recordings: its codec, its codes, its priors, level by
 * level, all in one run folder that is at once a model. Source: Dhariwal et al. 2020, §3 and §4.
 *
 * <p>Reading order: {@link org.jukebox4j.training.RunDirectory}, {@link
 * org.jukebox4j.training.VqVaeTraining}, {@link org.jukebox4j.training.DatasetEncoding}, {@link
 * org.jukebox4j.training.PriorTraining}, {@link org.jukebox4j.training.ModelEvaluation}.
 */
@NullMarked
package org.jukebox4j.training;

import org.jspecify.annotations.NullMarked;
