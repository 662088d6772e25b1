/**
 * Models: {@link org.jukebox4j.sampling.model.ModelSource where they come from}, {@link
 * org.jukebox4j.sampling.model.ModelDescription what they consist of}, and {@link
 * org.jukebox4j.sampling.model.MemoryEstimate what they need}.
 */
@NullMarked
package org.jukebox4j.sampling.model;

import org.jspecify.annotations.NullMarked;
