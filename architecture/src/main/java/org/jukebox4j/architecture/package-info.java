/**
 * What the modules may depend on and how library code behaves, as rules over byte code. Each module
 * has an {@code ArchitectureTest} that names its place in the layers and inherits the rules.
 */
@NullMarked
package org.jukebox4j.architecture;

import org.jspecify.annotations.NullMarked;
