package org.jukebox4j.core.kernel;

import java.util.Arrays;

/**
 * One recording on its way through a {@link TimePipeline}, piece by piece.
 *
 * <p>Each layer keeps the last rows that its next step will read again, so nothing is computed
 * twice, and memory depends on the size of the pieces and the reach of the layers but not on the
 * length of the recording. The output is the same, bit for bit, however the input is cut. Used by
 * one thread at a time; tiles of the work go to all processors.
 */
public final class TimeStream {
  /** Elements of a row times rows of a tile: three such operands stay in a core's own cache. */
  private static final int TILE_ELEMENTS = 1 << 15;

  private static final int FEWEST_STEPS = 5 * TileScratch.ROW_GROUP;
  private static final int MOST_STEPS = 10 * TileScratch.ROW_GROUP;

  private final TimePipeline pipeline;
  private final LayerState[] states;
  private final StreamMemory memory;

  /** Elements kept free before the rows in a work array, for the rows that a layer kept. */
  private final int headroom;

  private boolean finished;

  /** What a layer carries over from one piece to the next. */
  private static final class LayerState {
    final TimeLayer layer;
    final TimeGeometry geometry;
    final float[] kept;
    int keptRows;
    final int tileSteps;
    int toDrop;

    LayerState(TimeLayer layer) {
      this.layer = layer;
      this.geometry = layer.geometry();
      int mostKept = geometry.span() + TileScratch.ROW_GROUP * geometry.stride();
      this.kept = new float[Math.max(mostKept, geometry.paddedBefore()) * layer.inputs()];
      this.keptRows = geometry.paddedBefore();
      this.toDrop = geometry.droppedBefore();
      int fitting = TILE_ELEMENTS / (geometry.rowsPerStep() * layer.outputs());
      this.tileSteps = fitting < MOST_STEPS ? FEWEST_STEPS : MOST_STEPS;
    }
  }

  /** Rows of a work array that hold the present piece. */
  private record Piece(int start, int rows) {}

  TimeStream(TimePipeline pipeline, StreamMemory memory) {
    this.memory = memory;
    this.pipeline = pipeline;
    this.states = pipeline.layers().stream().map(LayerState::new).toArray(LayerState[]::new);
    this.headroom = Arrays.stream(states).mapToInt(state -> state.kept.length).max().orElse(0);
  }

  /**
   * Passes the next rows through.
   *
   * @param x holds {@code [rows, inputs]}
   * @param offset index of the first element
   * @param rows how many rows
   * @param sink receives the output rows that are complete
   */
  public void push(float[] x, int offset, int rows, RowSink sink) {
    run(x, offset, rows, false, sink);
  }

  /**
   * Passes the last rows through, and what the layers still hold.
   *
   * @param x holds {@code [rows, inputs]}
   * @param offset index of the first element
   * @param rows how many rows, possibly none
   * @param sink receives the remaining output rows
   */
  public void finish(float[] x, int offset, int rows, RowSink sink) {
    run(x, offset, rows, true, sink);
    finished = true;
  }

  private void run(float[] x, int offset, int rows, boolean last, RowSink sink) {
    if (finished) {
      throw new IllegalStateException("the stream is finished; open a new one");
    }
    memory.ensureSource(room(states[0], rows));
    System.arraycopy(x, offset, memory.source(), headroom, rows * pipeline.inputs());
    Piece piece = new Piece(headroom, rows);
    try (BlasThreads callerOnly = BlasThreads.callerOnly()) {
      for (int i = 0; i < states.length; i++) {
        piece = advance(i, piece, last);
        memory.swap();
      }
    }
    sink.accept(memory.source(), piece.start(), piece.rows());
  }

  /** Runs one layer from the source into the target. */
  private Piece advance(int index, Piece piece, boolean last) {
    LayerState state = states[index];
    TimeGeometry geometry = state.geometry;
    int width = state.layer.inputs();
    float[] source = memory.source();
    int begin = piece.start() - state.keptRows * width;
    System.arraycopy(state.kept, 0, source, begin, state.keptRows * width);
    int rows = state.keptRows + piece.rows();
    if (last) {
      int padded = begin + rows * width;
      Arrays.fill(source, padded, padded + geometry.paddedAfter() * width, 0f);
      rows += geometry.paddedAfter();
    }
    int steps = geometry.steps(rows);
    int made = Math.multiplyExact(steps, geometry.rowsPerStep());
    memory.ensureTarget(room(states[Math.min(index + 1, states.length - 1)], made));
    forEachTile(state, begin, steps);
    int dropped = Math.min(state.toDrop, made);
    state.toDrop -= dropped;
    if (!last) {
      keep(state, begin, rows, steps);
    }
    int left = made - dropped - (last ? geometry.droppedAfter() : 0);
    return new Piece(headroom + dropped * state.layer.outputs(), Math.max(0, left));
  }

  /**
   * Keeps the rows for the next piece. Its first step repeats some of this piece's, so that tiles
   * always begin at a whole group of rows.
   */
  private void keep(LayerState state, int begin, int rows, int steps) {
    int repeated = steps % TileScratch.ROW_GROUP;
    int used = (steps - repeated) * state.geometry.stride();
    int width = state.layer.inputs();
    state.keptRows = rows - used;
    System.arraycopy(memory.source(), begin + used * width, state.kept, 0, state.keptRows * width);
    state.toDrop += repeated * state.geometry.rowsPerStep();
  }

  private void forEachTile(LayerState state, int begin, int steps) {
    TimeGeometry geometry = state.geometry;
    int tileSteps = state.tileSteps;
    int read = tileSteps * geometry.stride() * state.layer.inputs();
    int written = tileSteps * geometry.rowsPerStep() * state.layer.outputs();
    float[] x = memory.source();
    float[] y = memory.target();
    int tiles = (steps + tileSteps - 1) / tileSteps;
    WorkerThreads.forEach(
        tiles,
        tile -> {
          TileScratch scratch = memory.borrow();
          int count = Math.min(tileSteps, steps - tile * tileSteps);
          state.layer.forward(x, begin + tile * read, count, y, headroom + tile * written, scratch);
          memory.giveBack(scratch);
        });
  }

  /** Elements of a work array for rows that a layer reads, with what it kept and its padding. */
  private int room(LayerState reader, int rows) {
    TimeGeometry geometry = reader.geometry;
    int width = Math.max(reader.layer.inputs(), reader.layer.outputs());
    return Math.addExact(headroom, Math.multiplyExact(rows + geometry.paddedAfter(), width));
  }
}
