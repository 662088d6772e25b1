/** JMH benchmarks of the work that sampling spends its time on; how to run them: README.md. */
@NullMarked
package org.jukebox4j.benchmarks;

import org.jspecify.annotations.NullMarked;
