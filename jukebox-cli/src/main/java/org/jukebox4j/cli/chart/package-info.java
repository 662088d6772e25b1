/**
 * Pictures of how a training goes: curves of metrics, and spectrograms of recordings beside what
 * the codec makes of them. Drawn without the fonts of the machine, which a server may not have.
 */
@NullMarked
package org.jukebox4j.cli.chart;

import org.jspecify.annotations.NullMarked;
