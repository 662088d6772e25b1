package org.jukebox4j.core.vector;

/**
 * A matrix of 8-bit weights with a scale for each output: {@code w[o, i] = scale[o] * q[o, i]} with
 * {@code q} from -127 to 127.
 *
 * <p>Outputs lie in groups of {@value #GROUP}; a word holds the weights of the four outputs of a
 * group for one input: {@code q[0] + 2^8 q[1] + 2^16 q[2] + 2^24 q[3]}. So a group is one stream
 * through memory, and one load serves four sums. The weights are signed and the word is their sum,
 * not their bytes side by side: whoever shifts it to the left by one byte after the other gets
 * numbers that are the next weight and a known part of those below, and needs no second shift to
 * part them. On the heap, where vector instructions reach it at full speed.
 */
public final class Int8Matrix {
  /** Outputs that share an integer. */
  public static final int GROUP = 4;

  /** The largest magnitude of a weight. */
  public static final int LARGEST = 127;

  private final int inputs;
  private final int outputs;
  private final int[] words;
  private final float[] scales;

  /**
   * A matrix of zeros.
   *
   * @param inputs number of inputs
   * @param outputs number of outputs
   */
  public Int8Matrix(int inputs, int outputs) {
    this.inputs = inputs;
    this.outputs = outputs;
    int groups = groups();
    this.words = new int[Math.multiplyExact(groups, inputs)];
    this.scales = new float[groups * GROUP];
  }

  /**
   * Rounds the weights of one output to the nearest multiples of their largest magnitude / 127. Not
   * for matrices that are already shared, and once for each output.
   *
   * @param output number of the output
   * @param row its weights, {@code [inputs]}
   */
  public void round(int output, float[] row) {
    float largest = 0;
    for (int i = 0; i < inputs; i++) {
      largest = Math.max(largest, Math.abs(row[i]));
    }
    scales[output] = largest / LARGEST;
    float inverse = largest == 0 ? 0 : LARGEST / largest;
    int at = output / GROUP * inputs;
    int shift = output % GROUP * Byte.SIZE;
    for (int i = 0; i < inputs; i++) {
      words[at + i] += Math.round(row[i] * inverse) << shift;
    }
  }

  /**
   * Returns the weights of one output.
   *
   * @param output number of the output
   * @param into receives {@code [inputs]}, from {@code at} on
   * @param at index of the first
   */
  public void expand(int output, float[] into, int at) {
    float scale = scales[output];
    int from = output / GROUP * inputs;
    int place = output % GROUP;
    for (int i = 0; i < inputs; i++) {
      into[at + i] = scale * weight(words[from + i], place);
    }
  }

  /**
   * Takes one weight out of a word.
   *
   * @param word the weights of a group for one input
   * @param place which of the group's outputs, from 0
   * @return the weight, -127 to 127
   */
  public static int weight(int word, int place) {
    return (byte) (word + borrowed(place) >> place * Byte.SIZE);
  }

  /**
   * Returns what is to be added to a word before it is shifted to the right to one of its weights:
   * half a step for each weight below, which may be negative and has then borrowed one from it.
   *
   * @param place which of the group's outputs, from 0
   * @return the number
   */
  public static int borrowed(int place) {
    return 0x808080 & (1 << place * Byte.SIZE) - 1;
  }

  /**
   * Returns the number of inputs.
   *
   * @return width of a row of the matrix
   */
  public int inputs() {
    return inputs;
  }

  /**
   * Returns the number of outputs.
   *
   * @return rows of the matrix
   */
  public int outputs() {
    return outputs;
  }

  /**
   * Returns the number of groups.
   *
   * @return groups, of which the last may be cut short
   */
  public int groups() {
    return (outputs + GROUP - 1) / GROUP;
  }

  /**
   * Returns the weights themselves.
   *
   * @return {@code [groups, inputs]}, not a copy
   */
  public int[] words() {
    return words;
  }

  /**
   * Returns the scales.
   *
   * @return {@code [groups * 4]}, not a copy
   */
  public float[] scales() {
    return scales;
  }
}
