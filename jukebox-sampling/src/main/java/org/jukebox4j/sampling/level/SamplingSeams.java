package org.jukebox4j.sampling.level;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jukebox4j.sampling.SamplingListener;
import org.jukebox4j.sampling.state.HierarchyCodes;

/**
 * Everything from outside that sampling a hierarchy touches.
 *
 * @param priors loads the prior of each level in turn
 * @param tokens chooses codes
 * @param cancelled asked before every step; true stops the sampling
 * @param afterWindow gets all codes after each finished window, to keep them safe
 * @param listener told about the progress
 * @param afterLevel looks at each finished level
 */
public record SamplingSeams(
    PriorLoader priors,
    TokenSamplers tokens,
    BooleanSupplier cancelled,
    Consumer<HierarchyCodes> afterWindow,
    SamplingListener listener,
    LevelVisitor afterLevel) {}
