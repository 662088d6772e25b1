package org.jukebox4j.core.audio;

import java.nio.ByteBuffer;

/**
 * How one sample is stored in a file, always little-endian. Integers are full scale at ±1: a {@code
 * b}-bit integer n stands for n / 2^(b-1).
 */
public enum SampleFormat {
  /** Unsigned 8-bit integers, 128 is silence. */
  PCM8(1, false),
  /** Signed 16-bit integers, the format that the original writes. */
  PCM16(2, false),
  /** Signed 24-bit integers. */
  PCM24(3, false),
  /** Signed 32-bit integers. */
  PCM32(4, false),
  /** IEEE single precision, may exceed ±1. */
  FLOAT32(4, true),
  /** IEEE double precision, may exceed ±1; read to single precision. */
  FLOAT64(8, true);

  private final int bytes;
  private final boolean floating;

  /** The integer that stands for 1.0. */
  private final double fullScale;

  SampleFormat(int bytes, boolean floating) {
    this.bytes = bytes;
    this.floating = floating;
    this.fullScale = Math.pow(2, 8 * bytes - 1);
  }

  /**
   * Returns the size of a sample.
   *
   * @return bytes
   */
  public int bytes() {
    return bytes;
  }

  /**
   * Tells floating point from integers.
   *
   * @return true for IEEE formats
   */
  public boolean isFloatingPoint() {
    return floating;
  }

  /**
   * Reads frames that lie interleaved at the start of the buffer.
   *
   * @param from little-endian bytes of at least {@code frames} frames
   * @param into {@code [channels][samples]}
   * @param at first sample to fill
   * @param frames number of frames
   */
  void decode(ByteBuffer from, float[][] into, int at, int frames) {
    int stride = bytes * into.length;
    for (int channel = 0; channel < into.length; channel++) {
      decodeChannel(from, channel * bytes, stride, into[channel], at, frames);
    }
  }

  private void decodeChannel(
      ByteBuffer from, int offset, int stride, float[] into, int at, int frames) {
    switch (this) {
      case PCM8 -> {
        for (int i = 0; i < frames; i++) {
          into[at + i] = ((from.get(offset + i * stride) & 0xff) - 128) * 0x1p-7f;
        }
      }
      case PCM16 -> {
        for (int i = 0; i < frames; i++) {
          into[at + i] = from.getShort(offset + i * stride) * 0x1p-15f;
        }
      }
      case PCM24 -> {
        for (int i = 0; i < frames; i++) {
          int position = offset + i * stride;
          int low = (from.get(position) & 0xff) | (from.get(position + 1) & 0xff) << 8;
          into[at + i] = (from.get(position + 2) << 16 | low) * 0x1p-23f;
        }
      }
      case PCM32 -> {
        for (int i = 0; i < frames; i++) {
          into[at + i] = from.getInt(offset + i * stride) * 0x1p-31f;
        }
      }
      case FLOAT32 -> {
        for (int i = 0; i < frames; i++) {
          into[at + i] = from.getFloat(offset + i * stride);
        }
      }
      case FLOAT64 -> {
        for (int i = 0; i < frames; i++) {
          into[at + i] = (float) from.getDouble(offset + i * stride);
        }
      }
    }
  }

  /**
   * Writes frames interleaved from the start of the buffer. Integers are rounded to the nearest;
   * those beyond full scale are set to full scale and counted.
   *
   * @param from {@code [channels][samples]}, finite
   * @param at first sample to write
   * @param frames number of frames
   * @param into little-endian room for {@code frames} frames
   * @return samples outside [-1, 1] that had to be clamped, always 0 for floating point
   */
  long encode(float[][] from, int at, int frames, ByteBuffer into) {
    int stride = bytes * from.length;
    long clamped = 0;
    for (int channel = 0; channel < from.length; channel++) {
      float[] samples = from[channel];
      for (int i = 0; i < frames; i++) {
        float sample = samples[at + i];
        if (!floating && Math.abs(sample) > 1f) {
          clamped++;
        }
        put(into, channel * bytes + i * stride, sample);
      }
    }
    return clamped;
  }

  private void put(ByteBuffer into, int position, float sample) {
    switch (this) {
      case PCM8 -> into.put(position, (byte) (quantised(sample) + 128));
      case PCM16 -> into.putShort(position, (short) quantised(sample));
      case PCM24 -> {
        int value = quantised(sample);
        into.putShort(position, (short) value);
        into.put(position + 2, (byte) (value >> 16));
      }
      case PCM32 -> into.putInt(position, quantised(sample));
      case FLOAT32 -> into.putFloat(position, sample);
      case FLOAT64 -> into.putDouble(position, sample);
    }
  }

  private int quantised(float sample) {
    return (int) Math.max(-fullScale, Math.min(fullScale - 1, Math.rint(sample * fullScale)));
  }
}
