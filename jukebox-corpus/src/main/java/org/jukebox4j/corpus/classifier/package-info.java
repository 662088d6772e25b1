/** Classifiers that are trained in one step and give the same result every time. */
@NullMarked
package org.jukebox4j.corpus.classifier;

import org.jspecify.annotations.NullMarked;
