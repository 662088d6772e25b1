/** Configurations as JSON, read so that an error names the field, the rule and the value. */
@NullMarked
package org.jukebox4j.sampling.json;

import org.jspecify.annotations.NullMarked;
