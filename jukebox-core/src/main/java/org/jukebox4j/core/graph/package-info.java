/**
 * How a trainable part becomes a SameDiff graph. A part builds the same mathematics twice: as its
 * reference graph, in SameDiff's own operations, and as its kernel graph, in a few coarse
 * operations whose forward and backward are plain Java ({@link
 * org.jukebox4j.core.graph.GraphKernel}). Start with {@link org.jukebox4j.core.graph.GraphKind},
 * which creates the graph; {@link org.jukebox4j.core.graph.KernelOps} adds a kernel to it; {@link
 * org.jukebox4j.core.graph.GradientGraph} differentiates it.
 *
 * <p>SameDiff has no public way to add an operation. {@code SameDiffExtension} is the one class
 * that reaches into ND4J 1.0.0-M2.1 for it; its test fails when the version changes.
 */
@NullMarked
package org.jukebox4j.core.graph;

import org.jspecify.annotations.NullMarked;
