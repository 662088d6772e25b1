/**
 * Runs the golden cases: numbers that the original computed, against what this project computes.
 *
 * <p>{@link org.jukebox4j.conformance.ConformanceTest} asks every {@link
 * org.jukebox4j.conformance.GoldenCases} what it finds in the golden folder, runs it, and prints
 * one line a case.
 */
@NullMarked
package org.jukebox4j.conformance;

import org.jspecify.annotations.NullMarked;
