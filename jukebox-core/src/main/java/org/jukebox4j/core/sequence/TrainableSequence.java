package org.jukebox4j.core.sequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The layers of a sequence with the activations between them. Memory is kept from step to step, so
 * that a training loop allocates nothing. Used by one thread at a time.
 */
final class TrainableSequence {
  private final LayerSequence sequence;
  private final List<TrainableLayer> layers;
  private final SequenceMemory memory = new SequenceMemory();

  /** The input of each layer, and the output of the last. */
  private final float[][] activations;

  private BatchRows[] rows = new BatchRows[0];
  private float[] first = new float[0];
  private float[] second = new float[0];
  private List<float[]> loaded = List.of();

  TrainableSequence(LayerSequence sequence) {
    this.sequence = sequence;
    LayerArithmetic arithmetic = LayerArithmetic.fastest();
    this.layers = sequence.plans().stream().map(plan -> plan.trainable(arithmetic)).toList();
    this.activations = new float[layers.size() + 1][0];
  }

  /** Length of the output for an input of this length. */
  int outputRows(int length) {
    int result = length;
    for (TrainableLayer layer : layers) {
      result = layer.outputRows(result);
    }
    return result;
  }

  int outputs() {
    return layers.get(layers.size() - 1).outputs();
  }

  /** Whether the last forward pass was of this input and these parameters, bit for bit. */
  boolean remembers(BatchRows x, List<float[]> parameters) {
    if (rows.length == 0 || !sameLengths(rows[0], x) || loaded.size() != parameters.size()) {
      return false;
    }
    for (int i = 0; i < loaded.size(); i++) {
      if (!Arrays.equals(loaded.get(i), parameters.get(i))) {
        return false;
      }
    }
    return Arrays.equals(rows[0].values(), 0, x.size(), x.values(), 0, x.size());
  }

  private static boolean sameLengths(BatchRows a, BatchRows b) {
    return a.items() == b.items() && a.rows() == b.rows() && a.width() == b.width();
  }

  /**
   * Computes the output.
   *
   * @param x {@code [items, rows, inputs]}; copied
   * @param parameters in the order of {@link LayerSequence#parameters}; held
   * @return {@code [items, rows', outputs]}, valid until the next call
   */
  BatchRows forward(BatchRows x, List<float[]> parameters) {
    load(parameters);
    BatchRows[] all = new BatchRows[layers.size() + 1];
    all[0] = new BatchRows(room(0, x.size()), x.items(), x.rows(), x.width());
    System.arraycopy(x.values(), 0, all[0].values(), 0, x.size());
    for (int i = 0; i < layers.size(); i++) {
      TrainableLayer layer = layers.get(i);
      int length = layer.outputRows(all[i].rows());
      int size = Math.multiplyExact(Math.multiplyExact(x.items(), length), layer.outputs());
      all[i + 1] = new BatchRows(room(i + 1, size), x.items(), length, layer.outputs());
      layer.forward(all[i], all[i + 1], memory);
    }
    rows = all;
    return all[layers.size()];
  }

  private void load(List<float[]> parameters) {
    int at = 0;
    for (int i = 0; i < layers.size(); i++) {
      int count = sequence.plans().get(i).parameters().size();
      layers.get(i).load(parameters.subList(at, at + count));
      at += count;
    }
    loaded = List.copyOf(parameters);
  }

  private float[] room(int index, int size) {
    if (activations[index].length < size) {
      activations[index] = new float[size];
    }
    return activations[index];
  }

  /**
   * Computes the gradients after the forward pass.
   *
   * @param outputGradient with respect to the output of the last {@link #forward}
   * @return with respect to the input, valid until the next call, and to each parameter
   */
  Gradients backward(float[] outputGradient) {
    int largest = Arrays.stream(rows).mapToInt(BatchRows::size).max().orElse(0);
    if (first.length < largest) {
      first = new float[largest];
      second = new float[largest];
    }
    BatchRows last = rows[layers.size()];
    System.arraycopy(outputGradient, 0, first, 0, last.size());
    BatchRows gradient = new BatchRows(first, last.items(), last.rows(), last.width());
    List<List<float[]>> perLayer = new ArrayList<>();
    for (int i = layers.size() - 1; i >= 0; i--) {
      List<float[]> parameters = new ArrayList<>();
      for (int[] shape : sequence.plans().get(i).parameters().values()) {
        parameters.add(new float[Arrays.stream(shape).reduce(1, Math::multiplyExact)]);
      }
      float[] spare = gradient.values() == first ? second : first;
      gradient = layers.get(i).backward(rows[i], gradient, spare, parameters, memory);
      perLayer.add(0, parameters);
    }
    return new Gradients(gradient, perLayer.stream().flatMap(List::stream).toList());
  }

  /** Gradients with respect to the input and to each parameter. */
  record Gradients(BatchRows input, List<float[]> parameters) {}
}
