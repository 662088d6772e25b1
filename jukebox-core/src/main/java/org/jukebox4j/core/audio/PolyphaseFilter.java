package org.jukebox4j.core.audio;

/**
 * The impulse responses of a rate change: one row of taps for each place that an output sample can
 * have between two input samples.
 *
 * <p>The filter is a sinc in a Kaiser window. Output n lies at input time {@code n * down / up}
 * with up and down in lowest terms; its row is that of the fraction of this time, and its value is
 * the product of the row with the input around it. Where up is so large that a row for every
 * fraction would not fit in cache, the value is interpolated between the two nearest of a fixed
 * number of rows.
 */
final class PolyphaseFilter {
  /** Zero crossings of the sinc on either side, at the lower of the two rates. */
  private static final int CROSSINGS = 64;

  /** Attenuation of the stop band in dB. */
  private static final double ATTENUATION = 96;

  /** Kaiser's formula for the shape of a window with this attenuation. */
  private static final double BETA = 0.1102 * (ATTENUATION - 8.7);

  /** Kaiser's formula for the transition band, as a part of the lower Nyquist frequency. */
  private static final double TRANSITION = (ATTENUATION - 8) / (2.285 * 2 * CROSSINGS) / Math.PI;

  /** The stop band begins at the lower Nyquist frequency; -6 dB is half a transition below. */
  private static final double CUTOFF = 1 - TRANSITION / 2;

  /** Coefficients up to which every fraction has a row of its own, 4 MB. */
  private static final int MOST_EXACT_COEFFICIENTS = 1 << 20;

  /** Rows for each sample at the lower rate; linear interpolation is then good to -106 dB. */
  private static final int INTERPOLATED_ROWS = 512;

  /** Sums of one product, so that they do not wait for each other. */
  private static final int LANES = 8;

  private final int up;
  private final int down;
  private final int rows;
  private final boolean exact;
  private final int left;
  private final int taps;
  private final float[] coefficients; // [rows (+ 1 if interpolated), taps]

  /** A filter for rates in lowest terms; for equal rates, one that changes nothing. */
  PolyphaseFilter(int up, int down) {
    this.up = up;
    this.down = down;
    if (up == down) {
      this.left = 0;
      this.taps = LANES;
      this.exact = true;
      this.rows = 1;
      this.coefficients = new float[LANES];
      coefficients[0] = 1;
      return;
    }
    double stretch = Math.max(1, (double) down / up);
    double halfWidth = CROSSINGS * stretch;
    int half = (int) Math.ceil(halfWidth);
    this.left = half - 1;
    this.taps = (2 * half + LANES - 1) / LANES * LANES;
    this.exact = (long) up * taps <= MOST_EXACT_COEFFICIENTS;
    this.rows = exact ? up : (int) Math.ceil(INTERPOLATED_ROWS / stretch);
    this.coefficients = new float[(exact ? rows : rows + 1) * taps];
    for (int row = 0; row * taps < coefficients.length; row++) {
      fillRow(row, 2 * half, halfWidth, CUTOFF / stretch);
    }
  }

  private void fillRow(int row, int used, double halfWidth, double cutoff) {
    double fraction = (double) row / rows;
    double[] response = new double[used];
    double sum = 0;
    for (int tap = 0; tap < used; tap++) {
      double time = tap - left - fraction;
      response[tap] = sinc(cutoff * time) * kaiser(time / halfWidth);
      sum += response[tap];
    }
    for (int tap = 0; tap < used; tap++) {
      // Every row has a gain of exactly 1 at 0 Hz, so a constant stays constant.
      coefficients[row * taps + tap] = (float) (response[tap] / sum);
    }
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  private static double kaiser(double x) {
    return Math.abs(x) >= 1 ? 0 : bessel(BETA * Math.sqrt(1 - x * x)) / bessel(BETA);
  }

  /** The modified Bessel function of the first kind and order 0, by its power series. */
  private static double bessel(double x) {
    double term = 1;
    double sum = 1;
    for (int k = 1; term > 1e-17 * sum; k++) {
      term *= x * x / (4.0 * k * k);
      sum += term;
    }
    return sum;
  }

  /** The input sample before or at the time of an output sample. */
  long base(long output) {
    return Math.multiplyExact(output, down) / up;
  }

  /** Input samples that an output needs before its base. */
  int left() {
    return left;
  }

  /** Input samples that an output needs after its base. */
  int right() {
    return taps - left - 1;
  }

  /** Output samples of an input: those whose time lies before its end, rounded up. */
  long outputLength(long inputs) {
    return Math.multiplyExact(inputs, up) / down
        + (Math.multiplyExact(inputs, up) % down == 0 ? 0 : 1);
  }

  /**
   * Computes outputs.
   *
   * @param input holds every input sample that they need
   * @param origin number of the input sample at {@code input[0]}, may be negative
   * @param first number of the first output sample
   * @param output receives them from {@code at} on
   * @param at position of the first
   * @param count how many
   */
  void apply(float[] input, long origin, long first, float[] output, int at, int count) {
    long base = base(first);
    int place = (int) (first * down % up);
    for (int i = 0; i < count; i++) {
      int from = (int) (base - left - origin);
      output[at + i] = exact ? product(place, input, from) : interpolated(place, input, from);
      place += down % up;
      base += down / up;
      if (place >= up) {
        place -= up;
        base++;
      }
    }
  }

  private float interpolated(int place, float[] input, int from) {
    long scaled = (long) place * rows;
    int row = (int) (scaled / up);
    float weight = (float) (scaled % up) / up;
    float before = product(row, input, from);
    float after = product(row + 1, input, from);
    return before + weight * (after - before);
  }

  private float product(int row, float[] input, int from) {
    float[] c = coefficients;
    int at = row * taps;
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    for (int tap = 0; tap < taps; tap += LANES) {
      s0 += c[at + tap] * input[from + tap];
      s1 += c[at + tap + 1] * input[from + tap + 1];
      s2 += c[at + tap + 2] * input[from + tap + 2];
      s3 += c[at + tap + 3] * input[from + tap + 3];
      s4 += c[at + tap + 4] * input[from + tap + 4];
      s5 += c[at + tap + 5] * input[from + tap + 5];
      s6 += c[at + tap + 6] * input[from + tap + 6];
      s7 += c[at + tap + 7] * input[from + tap + 7];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }
}
