package org.jukebox4j.core.checkpoint;

/** The types of elements that tensor files hold, by their names in safetensors. */
public enum ElementType {
  /** A byte, 0 for false and anything else for true. */
  BOOL(1, true),
  /** Unsigned integer of 8 bits. */
  U8(1, true),
  /** Signed integer of 8 bits. */
  I8(1, true),
  /** Signed integer of 16 bits. */
  I16(2, true),
  /** Unsigned integer of 16 bits. */
  U16(2, true),
  /** Signed integer of 32 bits. */
  I32(4, true),
  /** Unsigned integer of 32 bits. */
  U32(4, true),
  /** Signed integer of 64 bits. */
  I64(8, true),
  /** Unsigned integer of 64 bits. */
  U64(8, true),
  /** IEEE 754 binary16: 5 bits of exponent, 10 of fraction. */
  F16(2, false),
  /** The upper half of a float32: 8 bits of exponent, 7 of fraction. */
  BF16(2, false),
  /** IEEE 754 binary32. */
  F32(4, false),
  /** IEEE 754 binary64. */
  F64(8, false);

  private final int bytes;
  private final boolean integer;

  ElementType(int bytes, boolean integer) {
    this.bytes = bytes;
    this.integer = integer;
  }

  /**
   * Returns the width of one element.
   *
   * @return its length in bytes
   */
  public int bytes() {
    return bytes;
  }

  /**
   * Says whether the elements are whole numbers (or truth values).
   *
   * @return false for the floating point types
   */
  public boolean isInteger() {
    return integer;
  }
}
