package org.jukebox4j.corpus.classifier;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Linear discriminant analysis: every class is a normal distribution, all with the same covariance,
 * which is drawn towards its diagonal so that few examples suffice. Source: Friedman, "Regularized
 * discriminant analysis", 1989.
 */
public final class LinearDiscriminant {
  private final double[] mean;
  private final double[] deviation;
  private final double[][] weights;
  private final double[] biases;

  private LinearDiscriminant(
      double[] mean, double[] deviation, double[][] weights, double[] biases) {
    this.mean = mean;
    this.deviation = deviation;
    this.weights = weights;
    this.biases = biases;
  }

  /**
   * Trains a classifier. Classes are taken as likely as they occur.
   *
   * @param examples features, {@code [examples][features]}
   * @param labels class of each example, from 0 to {@code classes} - 1; every class must occur
   * @param classes how many classes there are
   * @param shrinkage how far the covariance is drawn to its diagonal, from above 0 to 1
   * @return the classifier
   */
  public static LinearDiscriminant train(
      List<double[]> examples, int[] labels, int classes, double shrinkage) {
    if (examples.size() != labels.length || labels.length == 0) {
      throw new IllegalArgumentException(
          "labels must be one for each of at least one example, but were %d for %d"
              .formatted(labels.length, examples.size()));
    }
    if (!(shrinkage > 0 && shrinkage <= 1)) {
      throw new IllegalArgumentException(
          "shrinkage must be above 0 and at most 1, but was " + shrinkage);
    }
    double[] mean = mean(examples);
    double[] deviation = deviation(examples, mean);
    List<double[]> standard =
        examples.stream().map(example -> standardised(example, mean, deviation)).toList();
    double[][] centres = centres(standard, labels, classes);
    RealMatrix covariance = covariance(standard, labels, centres, shrinkage);
    DecompositionSolver solver = new CholeskyDecomposition(covariance, 1e-8, 1e-12).getSolver();
    double[][] weights = new double[classes][];
    double[] biases = new double[classes];
    for (int label = 0; label < classes; label++) {
      weights[label] = solver.solve(new Array2DRowRealMatrix(centres[label])).getColumn(0);
      int counted = label;
      double share =
          (double) Arrays.stream(labels).filter(l -> l == counted).count() / labels.length;
      biases[label] = Math.log(share) - 0.5 * dot(weights[label], centres[label]);
    }
    return new LinearDiscriminant(mean, deviation, weights, biases);
  }

  /**
   * Returns the class that an example most likely is of.
   *
   * @param features {@code [features]}
   * @return a class from 0 on
   */
  public int classOf(double[] features) {
    double[] scores = scores(features);
    int best = 0;
    for (int label = 1; label < scores.length; label++) {
      best = scores[label] > scores[best] ? label : best;
    }
    return best;
  }

  /**
   * Returns how likely each class is, as a logarithm up to a constant.
   *
   * @param features {@code [features]}
   * @return one number for each class
   */
  public double[] scores(double[] features) {
    double[] standard = standardised(features, mean, deviation);
    double[] scores = new double[weights.length];
    for (int label = 0; label < scores.length; label++) {
      scores[label] = biases[label] + dot(weights[label], standard);
    }
    return scores;
  }

  private static double[] mean(List<double[]> examples) {
    double[] mean = new double[examples.get(0).length];
    for (double[] example : examples) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += example[i] / examples.size();
      }
    }
    return mean;
  }

  private static double[] deviation(List<double[]> examples, double[] mean) {
    double[] deviation = new double[mean.length];
    for (double[] example : examples) {
      for (int i = 0; i < mean.length; i++) {
        deviation[i] += (example[i] - mean[i]) * (example[i] - mean[i]) / examples.size();
      }
    }
    for (int i = 0; i < deviation.length; i++) {
      deviation[i] = Math.max(Math.sqrt(deviation[i]), 1e-9);
    }
    return deviation;
  }

  private static double[] standardised(double[] example, double[] mean, double[] deviation) {
    double[] standard = new double[example.length];
    for (int i = 0; i < standard.length; i++) {
      standard[i] = (example[i] - mean[i]) / deviation[i];
    }
    return standard;
  }

  private static double[][] centres(List<double[]> examples, int[] labels, int classes) {
    double[][] centres = new double[classes][examples.get(0).length];
    int[] counts = new int[classes];
    for (int n = 0; n < labels.length; n++) {
      counts[labels[n]]++;
      for (int i = 0; i < centres[0].length; i++) {
        centres[labels[n]][i] += examples.get(n)[i];
      }
    }
    for (int label = 0; label < classes; label++) {
      if (counts[label] == 0) {
        throw new IllegalArgumentException(
            "every class must have an example, but class " + label + " has none");
      }
      for (int i = 0; i < centres[label].length; i++) {
        centres[label][i] /= counts[label];
      }
    }
    return centres;
  }

  private static RealMatrix covariance(
      List<double[]> examples, int[] labels, double[][] centres, double shrinkage) {
    int width = centres[0].length;
    double[][] covariance = new double[width][width];
    double[] apart = new double[width];
    for (int n = 0; n < labels.length; n++) {
      double[] example = examples.get(n);
      double[] centre = centres[labels[n]];
      for (int i = 0; i < width; i++) {
        apart[i] = example[i] - centre[i];
      }
      for (int i = 0; i < width; i++) {
        double part = apart[i] / labels.length;
        for (int j = 0; j <= i; j++) {
          covariance[i][j] += part * apart[j];
        }
      }
    }
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < i; j++) {
        covariance[i][j] *= 1 - shrinkage;
        covariance[j][i] = covariance[i][j];
      }
      covariance[i][i] += 1e-6;
    }
    return new Array2DRowRealMatrix(covariance, false);
  }

  private static double dot(double[] left, double[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }
}
