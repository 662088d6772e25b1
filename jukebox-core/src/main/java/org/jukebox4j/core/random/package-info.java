/** Random numbers that depend on what they are for, not on what was drawn before them. */
@NullMarked
package org.jukebox4j.core.random;

import org.jspecify.annotations.NullMarked;
