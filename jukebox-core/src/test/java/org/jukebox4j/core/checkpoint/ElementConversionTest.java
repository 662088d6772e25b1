package org.jukebox4j.core.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.jukebox4j.core.tensor.Float16;
import org.junit.jupiter.api.Test;

class ElementConversionTest {
  @Test
  void everyHalfIsExpandedByItsDefinition() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      int exponent = bits >> 10 & 0x1f;
      int fraction = bits & 0x3ff;
      double magnitude =
          switch (exponent) {
            case 0 -> fraction * 0x1p-24;
            case 31 -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            default -> Math.scalb(1 + fraction / 1024.0, exponent - 15);
          };
      float expected = (float) (bits >= 0x8000 ? -magnitude : magnitude);
      assertThat(Float.compare(Float16.toFloat((short) bits), expected))
          .as("bits %x", bits)
          .isZero();
    }
  }

  @Test
  void everyHalfSurvivesTheWayThereAndBack() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float value = Float16.toFloat((short) bits);
      if (!Float.isNaN(value)) {
        assertThat(ElementEncoder.half(value)).as("bits %x", bits).isEqualTo((short) bits);
      }
    }
  }

  @Test
  void valuesBetweenTwoHalvesAreRoundedToTheNearestAndTiesToEven() {
    for (int bits = 0; bits < 0x7bff; bits++) {
      float below = Float16.toFloat((short) bits);
      float above = Float16.toFloat((short) (bits + 1));
      float middle = (below + above) / 2;
      int even = (bits & 1) == 0 ? bits : bits + 1;
      assertThat(ElementEncoder.half(middle)).isEqualTo((short) even);
      assertThat(ElementEncoder.half(Math.nextDown(middle))).isEqualTo((short) bits);
      assertThat(ElementEncoder.half(Math.nextUp(-middle))).isEqualTo((short) (bits | 0x8000));
      assertThat(ElementEncoder.half(Math.nextUp(middle))).isEqualTo((short) (bits + 1));
    }
  }

  @Test
  void halfThatIsTooLargeOrNotANumberIsNotHidden() {
    assertThat(ElementEncoder.half(65519.996f)).isEqualTo((short) 0x7bff);
    assertThatThrownBy(() -> ElementEncoder.half(65520f)).isInstanceOf(ArithmeticException.class);
    assertThat(ElementEncoder.half(Float.NEGATIVE_INFINITY)).isEqualTo((short) 0xfc00);
    assertThat(Float16.toFloat(ElementEncoder.half(Float.NaN))).isNaN();
  }

  @Test
  void brainFloatsAreRoundedToTheNearestAndTiesToEven() {
    assertThat(ElementEncoder.brain(1f)).isEqualTo((short) 0x3f80);
    assertThat(ElementEncoder.brain(Float.intBitsToFloat(0x3f808000))).isEqualTo((short) 0x3f80);
    assertThat(ElementEncoder.brain(Float.intBitsToFloat(0x3f818000))).isEqualTo((short) 0x3f82);
    assertThat(ElementEncoder.brain(Float.intBitsToFloat(0x3f808001))).isEqualTo((short) 0x3f81);
    assertThat(ElementEncoder.brain(Float.NEGATIVE_INFINITY)).isEqualTo((short) 0xff80);
    assertThatThrownBy(() -> ElementEncoder.brain(Float.MAX_VALUE))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void integersOfEveryTypeKeepTheirRange() {
    assertThat(integers(ElementType.U8, 0, 255)).containsExactly(0, 255);
    assertThat(integers(ElementType.I8, -128, 127)).containsExactly(-128, 127);
    assertThat(integers(ElementType.U16, 0, 65535)).containsExactly(0, 65535);
    assertThat(integers(ElementType.I16, -32768, 32767)).containsExactly(-32768, 32767);
    assertThat(integers(ElementType.U32, 0, 4294967295L)).containsExactly(0, 4294967295L);
    assertThat(integers(ElementType.I32, Integer.MIN_VALUE, 5))
        .containsExactly(Integer.MIN_VALUE, 5);
    assertThat(integers(ElementType.I64, Long.MIN_VALUE, Long.MAX_VALUE))
        .containsExactly(Long.MIN_VALUE, Long.MAX_VALUE);
    assertThatThrownBy(() -> integers(ElementType.U8, 256, 0))
        .hasMessage("U8 holds 0 to 255, but a value is 256");
    assertThatThrownBy(() -> integers(ElementType.I8, -129, 0))
        .hasMessage("I8 holds -128 to 127, but a value is -129");
  }

  @Test
  void unsignedLongsBecomeTheNearestFloat() {
    ByteBuffer bytes = PickleAssembler.little(8).putLong(0, -1L);
    float[] value = new float[1];
    ElementDecoder.floats(bytes, ElementType.U64, 1, value, 0, 1);
    assertThat(value[0]).isEqualTo(0x1p64f);
  }

  private static long[] integers(ElementType type, long first, long second) {
    ByteBuffer bytes = PickleAssembler.little(16);
    ElementEncoder.put(first, type, bytes);
    ElementEncoder.put(second, type, bytes);
    long[] values = new long[2];
    ElementDecoder.integers(bytes, type, 1, values, 0, 2);
    return values;
  }
}
