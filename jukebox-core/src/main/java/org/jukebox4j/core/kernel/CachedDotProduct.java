package org.jukebox4j.core.kernel;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;
import org.jspecify.annotations.Nullable;
import org.jukebox4j.core.tensor.FloatTensor;

/**
 * Scaled dot-product attention of a few query rows to keys that lie side by side in a cache: {@code
 * softmax(q kᵀ / sqrt(headWidth)) v}, for each head.
 *
 * <p>Queries are loaded once for all groups of rows that share their first key; the results are
 * read when all groups are done. Owned by one thread at a time.
 */
public final class CachedDotProduct implements AutoCloseable {
  private static final int ROW_MAJOR = 101;
  private static final int PLAIN = 111;
  private static final int TRANSPOSED = 112;

  /** Most logits held at once, 4 MB. */
  private static final int MAX_LOGITS = 1 << 20;

  private final int heads;
  private final int headWidth;
  private final int width;
  private final float scale;

  private FloatTensor queries = FloatTensor.zeros(1);
  private FloatTensor results = FloatTensor.zeros(1);
  private FloatTensor logits = FloatTensor.zeros(1);
  private FloatPointer q = queries.pointer();
  private FloatPointer y = results.pointer();
  private FloatPointer w = logits.pointer();
  private float[] weights = new float[1];
  private final float[] zeros;
  private int queryWidth;

  /** Rows of a group that are computed at once, and the most keys that one of the group sees. */
  private int rows;

  private int most;

  /** Query rows whose keys start at the same slot, and how many keys each of them sees. */
  public static final class Group {
    private int firstRow;
    private int rowStep;
    private int firstSlot;
    private int rows;
    private int[] counts = new int[16];
    private int[] zeroKeys = new int[16];

    /**
     * Starts an empty group.
     *
     * @param newFirstRow row of the first query among the loaded ones
     * @param newRowStep distance between the rows of two queries
     * @param newFirstSlot slot of the first key
     */
    public void begin(int newFirstRow, int newRowStep, int newFirstSlot) {
      firstRow = newFirstRow;
      rowStep = newRowStep;
      firstSlot = newFirstSlot;
      rows = 0;
    }

    /**
     * Adds a query.
     *
     * @param keys number of real keys that it sees
     * @param zeros number of keys of zeros that it sees beside them
     */
    public void add(int keys, int zeros) {
      if (rows == counts.length) {
        counts = Arrays.copyOf(counts, 2 * rows);
        zeroKeys = Arrays.copyOf(zeroKeys, 2 * rows);
      }
      counts[rows] = keys;
      zeroKeys[rows++] = zeros;
    }
  }

  /** Receives the weights of a row. */
  @FunctionalInterface
  public interface WeightListener {
    /**
     * Receives the weights of one row and head over its real keys.
     *
     * @param head number of the head
     * @param rowOfGroup number of the row in its group
     * @param weights holds the weights; valid only during the call
     * @param from index of the first weight
     * @param count number of real keys
     */
    void weights(int head, int rowOfGroup, float[] weights, int from, int count);
  }

  /**
   * Working memory for a layer.
   *
   * @param heads number of heads
   * @param headWidth width of a head
   */
  public CachedDotProduct(int heads, int headWidth) {
    this.heads = heads;
    this.headWidth = headWidth;
    this.width = heads * headWidth;
    this.scale = (float) (1 / Math.sqrt(headWidth));
    this.zeros = new float[headWidth];
  }

  /**
   * Loads queries and makes room for as many results.
   *
   * @param from holds {@code [firstRow + count, rowWidth]}, of which the first heads * headWidth
   *     columns are the queries
   * @param firstRow number of the first row to load
   * @param count number of rows
   * @param rowWidth width of a row
   */
  public void load(float[] from, int firstRow, int count, int rowWidth) {
    if (queries.size() < count * rowWidth) {
      queries.close();
      queries = FloatTensor.zeros(count * rowWidth);
      q = new FloatPointer(queries.pointer());
    }
    if (results.size() < count * width) {
      results.close();
      results = FloatTensor.zeros(count * width);
      y = new FloatPointer(results.pointer());
    }
    queries.write(0, from, firstRow * rowWidth, count * rowWidth);
    queryWidth = rowWidth;
  }

  /**
   * Reads the results.
   *
   * @param into receives {@code [firstRow + count, heads * headWidth]}
   * @param firstRow number of the first row to write
   * @param count number of rows
   */
  public void read(float[] into, int firstRow, int count) {
    results.read(0, into, firstRow * width, count * width);
  }

  /**
   * Computes the results of a group.
   *
   * @param group the query rows
   * @param keys pointer to {@code [slots, heads * headWidth]} of the item; its position is moved
   * @param values pointer to {@code [slots, heads * headWidth]} of the item; its position is moved
   * @param listener told every weight; null if nobody wants them
   */
  public void attend(
      Group group, FloatPointer keys, FloatPointer values, @Nullable WeightListener listener) {
    most = 0;
    for (int i = 0; i < group.rows; i++) {
      most = Math.max(most, group.counts[i]);
    }
    int rowsAtOnce = Math.max(1, MAX_LOGITS / Math.max(1, most));
    for (int first = 0; first < group.rows; first += rowsAtOnce) {
      rows = Math.min(rowsAtOnce, group.rows - first);
      reserveLogits(rows * most);
      for (int head = 0; head < heads; head++) {
        int side = group.firstSlot * width + head * headWidth;
        int firstRow = group.firstRow + first * group.rowStep;
        if (most > 0) {
          q.position((long) firstRow * queryWidth + (long) head * headWidth);
          multiplyKeys(group.rowStep, keys.position(side));
          logits.read(0, weights, 0, rows * most);
        }
        normalise(group, first, head, listener);
        if (most > 0) {
          logits.write(0, weights, 0, rows * most);
          y.position((long) firstRow * width + (long) head * headWidth);
          mixValues(group.rowStep, values.position(side));
        } else {
          clearResults(firstRow, group.rowStep, head);
        }
      }
    }
  }

  private void reserveLogits(int needed) {
    if (logits.size() < needed) {
      // Most kinds see one key more at every step or row.
      int room = Math.max(needed, Math.min(MAX_LOGITS, 2 * logits.size()));
      logits.close();
      logits = FloatTensor.zeros(room);
      w = new FloatPointer(logits.pointer());
      weights = new float[room];
    }
  }

  /** Turns the logits of rows into weights. */
  private void normalise(Group group, int first, int head, @Nullable WeightListener listener) {
    for (int i = 0; i < rows; i++) {
      int count = group.counts[first + i];
      Softmax.apply(weights, i * most, count, group.zeroKeys[first + i]);
      Arrays.fill(weights, i * most + count, (i + 1) * most, 0f);
      if (listener != null) {
        listener.weights(head, first + i, weights, i * most, count);
      }
    }
  }

  private void multiplyKeys(int rowStep, FloatPointer k) {
    if (rows == 1) {
      openblas.cblas_sgemv(ROW_MAJOR, PLAIN, most, headWidth, scale, k, width, q, 1, 0f, w, 1);
    } else {
      openblas.cblas_sgemm(
          ROW_MAJOR,
          PLAIN,
          TRANSPOSED,
          rows,
          most,
          headWidth,
          scale,
          q,
          queryWidth * rowStep,
          k,
          width,
          0f,
          w,
          most);
    }
  }

  private void mixValues(int rowStep, FloatPointer v) {
    if (rows == 1) {
      openblas.cblas_sgemv(ROW_MAJOR, TRANSPOSED, most, headWidth, 1f, v, width, w, 1, 0f, y, 1);
    } else {
      openblas.cblas_sgemm(
          ROW_MAJOR,
          PLAIN,
          PLAIN,
          rows,
          headWidth,
          most,
          1f,
          w,
          most,
          v,
          width,
          0f,
          y,
          width * rowStep);
    }
  }

  private void clearResults(int firstRow, int rowStep, int head) {
    for (int i = 0; i < rows; i++) {
      results.write((firstRow + i * rowStep) * width + head * headWidth, zeros, 0, headWidth);
    }
  }

  @Override
  public void close() {
    queries.close();
    results.close();
    logits.close();
  }
}
