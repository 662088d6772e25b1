package org.jukebox4j.corpus.evaluation;

import java.util.ArrayList;
import java.util.List;

/** How far songs are from each other: root of the mean square, in deviations of the corpus. */
final class StyleDistances {
  private final List<double[]> corpus;
  private final double[] deviation;

  StyleDistances(List<double[]> corpus) {
    this.corpus = corpus;
    int width = corpus.get(0).length;
    double[] mean = new double[width];
    this.deviation = new double[width];
    for (double[] style : corpus) {
      for (int i = 0; i < width; i++) {
        mean[i] += style[i] / corpus.size();
      }
    }
    for (double[] style : corpus) {
      for (int i = 0; i < width; i++) {
        deviation[i] += (style[i] - mean[i]) * (style[i] - mean[i]) / corpus.size();
      }
    }
    for (int i = 0; i < width; i++) {
      deviation[i] = Math.max(Math.sqrt(deviation[i]), 1e-9);
    }
  }

  double between(double[] left, double[] right) {
    double sum = 0;
    for (int i = 0; i < deviation.length; i++) {
      double apart = (left[i] - right[i]) / deviation[i];
      sum += apart * apart;
    }
    return Math.sqrt(sum / deviation.length);
  }

  /** The distance from the nearest song of the corpus. */
  double nearest(double[] style) {
    return corpus.stream().mapToDouble(other -> between(style, other)).min().orElseThrow();
  }

  /** The mean distance between songs of the corpus that follow each other. */
  double unrelated() {
    double sum = 0;
    for (int i = 0; i < corpus.size(); i++) {
      sum += between(corpus.get(i), corpus.get((i + 1) % corpus.size())) / corpus.size();
    }
    return sum;
  }

  /** The distances between all songs of one condition. */
  List<Double> within(List<double[]> condition) {
    List<Double> distances = new ArrayList<>();
    for (int i = 0; i < condition.size(); i++) {
      for (int j = 0; j < i; j++) {
        distances.add(between(condition.get(i), condition.get(j)));
      }
    }
    return distances;
  }
}
