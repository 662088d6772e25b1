/**
 * Named parameters: layers ask a {@link org.jukebox4j.core.parameter.ParameterScope} for their
 * weights by the names of the released checkpoints; every missing, unexpected or misshapen name is
 * reported together.
 */
@NullMarked
package org.jukebox4j.core.parameter;

import org.jspecify.annotations.NullMarked;
