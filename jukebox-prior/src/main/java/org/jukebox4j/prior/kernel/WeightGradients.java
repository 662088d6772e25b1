package org.jukebox4j.prior.kernel;

import java.util.ArrayList;
import java.util.List;
import org.jukebox4j.core.kernel.NativeMatrix;
import org.jukebox4j.core.tensor.FloatTensor;
import org.jukebox4j.prior.kernel.KernelMemory.Slot;

/**
 * Gradients of weights, {@code x^T dy} over all rows of a batch, cut into products that are
 * computed at the same time. OpenBLAS copies both operands of a product, so a cut must not make it
 * copy much twice: a large result is cut into panels of its rows; a small one, whose panels would
 * be narrow, into sums over parts of the batch, which are added in their order.
 */
final class WeightGradients {
  /** Results of at most so many rows are cut into sums. */
  private static final int SMALL = 512;

  /** Into how many, unless the parts have fewer rows than this. */
  private static final int SUMS = 4;

  private static final int SHORTEST_SUM = 256;

  /** Rows of a panel of a large result. */
  private static final int SMALLEST_PANEL = 128;

  private static final int LARGEST_PANEL = 512;
  private static final int PANELS = 8;

  /** Elements of a result that are added up at a time. */
  private static final int PIECE = 1 << 14;

  private final KernelMemory memory;
  private final List<Product> products = new ArrayList<>();
  private final List<Sum> sums = new ArrayList<>();

  WeightGradients(KernelMemory memory) {
    this.memory = memory;
  }

  /** A result, {@code [inputs, outputs]}, and its operands. */
  private record Product(NativeMatrix x, NativeMatrix dy, NativeMatrix result) {}

  /** A product that is made of several, and where they begin in the memory of all sums. */
  private record Sum(Product whole, int parts, int from) {
    int size() {
      return whole.result.rows() * whole.result.columns();
    }
  }

  /**
   * Adds a weight.
   *
   * @param x inputs of the layer, {@code [rows, inputs]}
   * @param dy gradient of its outputs, {@code [rows, outputs]}
   * @param result receives the gradient of the weight; the whole of its memory
   */
  void add(NativeMatrix x, NativeMatrix dy, NativeMatrix result) {
    Product whole = new Product(x, dy, result);
    int parts = Math.min(SUMS, x.rows() / SHORTEST_SUM);
    if (result.rows() <= SMALL && parts > 1) {
      int from = sums.isEmpty() ? 0 : end(sums.get(sums.size() - 1));
      sums.add(new Sum(whole, parts, from));
    } else {
      addPanels(whole);
    }
  }

  private static int end(Sum sum) {
    return sum.from + (sum.parts - 1) * sum.size();
  }

  private void addPanels(Product whole) {
    int rows = whole.result.rows();
    int panel = Math.min(Math.max(rows / PANELS, SMALLEST_PANEL), LARGEST_PANEL);
    for (int first = 0; first < rows; first += panel) {
      int count = Math.min(panel, rows - first);
      products.add(
          new Product(whole.x.columns(first, count), whole.dy, whole.result.rows(first, count)));
    }
  }

  /** Computes all gradients. */
  void compute() {
    int size = sums.isEmpty() ? 1 : end(sums.get(sums.size() - 1));
    FloatTensor room = memory.shared(Slot.WEIGHT_SUMS, Math.max(1, size));
    sums.forEach(sum -> addParts(sum, room));
    multiply();
    List<Piece> pieces = new ArrayList<>();
    for (Sum sum : sums) {
      for (int from = 0; from < sum.size(); from += PIECE) {
        pieces.add(new Piece(sum, from, Math.min(PIECE, sum.size() - from)));
      }
    }
    RowTiles.pieces(
        memory, pieces.size(), (number, scratch) -> total(pieces.get(number), room, scratch));
  }

  /** Elements of a sum. */
  private record Piece(Sum sum, int from, int length) {}

  private void multiply() {
    RowTiles.pieces(
        memory,
        products.size(),
        (number, scratch) -> {
          Product product = products.get(number);
          product.result.assignProduct(product.x.transposed(), product.dy, 1);
        });
  }

  private void addParts(Sum sum, FloatTensor room) {
    Product whole = sum.whole;
    int rows = whole.x.rows();
    for (int part = 0; part < sum.parts; part++) {
      int first = rows * part / sum.parts;
      int count = rows * (part + 1) / sum.parts - first;
      NativeMatrix result = part == 0 ? whole.result : part(sum, part, room);
      products.add(new Product(whole.x.rows(first, count), whole.dy.rows(first, count), result));
    }
  }

  private static NativeMatrix part(Sum sum, int part, FloatTensor room) {
    NativeMatrix result = sum.whole.result;
    int columns = result.columns();
    return new NativeMatrix(
        room, sum.from + (part - 1) * sum.size(), result.rows(), columns, columns);
  }

  private static void total(Piece piece, FloatTensor room, TileMemory scratch) {
    Sum sum = piece.sum;
    int length = piece.length;
    FloatTensor result = sum.whole.result.memory();
    float[] total = scratch.array(0, length);
    float[] part = scratch.array(1, length);
    result.read(piece.from, total, 0, length);
    for (int i = 1; i < sum.parts; i++) {
      room.read(sum.from + (i - 1) * sum.size() + piece.from, part, 0, length);
      for (int j = 0; j < length; j++) {
        total[j] += part[j];
      }
    }
    result.write(piece.from, total, 0, length);
  }
}
