package org.jukebox4j.core.spectral;

/**
 * Adds overlapping frames up to a signal, the transpose of cutting a mirrored signal into frames.
 * Frames are added in pieces that do not share memory, and the pieces in their order.
 */
final class OverlapAdd {
  private final int hop;
  private final int window;
  private final int framesOfPiece;
  private final float[][] pieces;

  OverlapAdd(StftResolution resolution, int frames, int framesOfPiece) {
    this.hop = resolution.hop();
    this.window = resolution.window();
    this.framesOfPiece = framesOfPiece;
    this.pieces = new float[(frames + framesOfPiece - 1) / framesOfPiece][];
  }

  /** Room for the frames of a piece; the first sample of a frame is a multiple of the hop in it. */
  float[] open(int piece) {
    pieces[piece] = new float[(framesOfPiece - 1) * hop + window];
    return pieces[piece];
  }

  /** Sums the pieces; {@code start} is where the first frame begins, before the signal. */
  float[] sum(int samples, int start) {
    float[] signal = new float[samples];
    for (int piece = 0; piece < pieces.length; piece++) {
      int begin = start + piece * framesOfPiece * hop;
      for (int i = 0; i < pieces[piece].length; i++) {
        int position = begin + i;
        if (position >= 0 && position < samples) {
          signal[position] += pieces[piece][i];
        } else {
          addMirrored(signal, position, pieces[piece][i]);
        }
      }
    }
    return signal;
  }

  /** Frames that a piece does not have leave zeros beyond what the mirror reaches. */
  private static void addMirrored(float[] signal, int position, float value) {
    int mirrored = ShortTimeFourierTransform.mirrored(position, signal.length);
    if (mirrored >= 0) {
      signal[mirrored] += value;
    }
  }
}
