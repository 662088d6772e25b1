package org.jukebox4j.core.audio;

/**
 * Makes one channel of several: the model hears mono (§3).
 *
 * <p>The even mixdown is the mean of all channels, as the original's loader does for prompts. The
 * blend of two channels with a chosen weight is the original's {@code aug_blend}, where the weight
 * is drawn for each training item.
 */
public final class MonoMixdown {
  private static final double EVEN = -1;

  private final double leftWeight;

  private MonoMixdown(double leftWeight) {
    this.leftWeight = leftWeight;
  }

  /**
   * The mean of all channels.
   *
   * @return a mixdown of any number of channels
   */
  public static MonoMixdown even() {
    return new MonoMixdown(EVEN);
  }

  /**
   * A blend of two channels, {@code w * left + (1 - w) * right}.
   *
   * @param leftWeight w, from 0 to 1
   * @return a mixdown of stereo; mono passes unchanged
   */
  public static MonoMixdown blend(double leftWeight) {
    if (!(leftWeight >= 0 && leftWeight <= 1)) {
      throw new IllegalArgumentException(
          "leftWeight must be between 0 and 1, but was " + leftWeight);
    }
    return new MonoMixdown(leftWeight);
  }

  /**
   * Mixes a recording.
   *
   * @param waveform any number of channels; two at most for a blend
   * @return {@code [samples]}; the waveform's own array if it is mono already
   */
  public float[] mix(Waveform waveform) {
    if (waveform.channelCount() == 1) {
      return waveform.channels()[0];
    }
    float[] mono = new float[waveform.samples()];
    mix(waveform.channels(), mono.length, mono);
    return mono;
  }

  /**
   * Mixes a block of a stream.
   *
   * @param block {@code [channels][samples]}
   * @param frames samples of each channel to mix
   * @param mono receives {@code [frames]}
   */
  public void mix(float[][] block, int frames, float[] mono) {
    if (block.length == 1) {
      System.arraycopy(block[0], 0, mono, 0, frames);
    } else if (leftWeight == EVEN) {
      average(block, frames, mono);
    } else {
      blend(block, frames, mono);
    }
  }

  private static void average(float[][] block, int frames, float[] mono) {
    float share = 1f / block.length;
    for (int i = 0; i < frames; i++) {
      float sum = 0;
      for (float[] channel : block) {
        sum += channel[i];
      }
      mono[i] = sum * share;
    }
  }

  private void blend(float[][] block, int frames, float[] mono) {
    if (block.length != 2) {
      throw new IllegalArgumentException(
          "a blend mixes 2 channels, but the recording has %d; use the even mixdown"
              .formatted(block.length));
    }
    float left = (float) leftWeight;
    float right = (float) (1 - leftWeight);
    for (int i = 0; i < frames; i++) {
      mono[i] = left * block[0][i] + right * block[1][i];
    }
  }
}
