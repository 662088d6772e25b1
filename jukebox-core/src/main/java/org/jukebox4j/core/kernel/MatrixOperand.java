package org.jukebox4j.core.kernel;

/** What a matrix product reads: a {@link NativeMatrix} or the transpose of one. */
public sealed interface MatrixOperand permits NativeMatrix, NativeMatrix.Transposed {}
