/**
 * Innermost loops that exist in two forms: as plain Java, here, and in the vector instructions of
 * the processor, in the module {@code jukebox-vector}. Both give the same numbers within rounding;
 * the plain form is the definition, and the oracle of the other's tests.
 *
 * <p>The vector form goes through the JDK's Vector API, an incubating module that a program has to
 * ask for. So an interface here, such as {@code Exponentials}, has a class {@code
 * PlainExponentials} beside it and a static method that chooses by {@link
 * org.jukebox4j.core.vector.VectorInstructions}.
 */
@NullMarked
package org.jukebox4j.core.vector;

import org.jspecify.annotations.NullMarked;
