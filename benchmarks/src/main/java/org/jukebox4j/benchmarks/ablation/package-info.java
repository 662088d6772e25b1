/**
 * The paper's ablations of the codec in small, on synthesised music: what random restarts, the size
 * of the codebooks, the spectral loss and the separation of the levels are good for. Source:
 * Dhariwal et al. 2020, §5.3. Start with {@link org.jukebox4j.benchmarks.ablation.Ablations}.
 */
@NullMarked
package org.jukebox4j.benchmarks.ablation;

import org.jspecify.annotations.NullMarked;
