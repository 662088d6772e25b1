package org.jukebox4j.conformance;

/** Computes what a golden case describes and hands expected and actual values to a comparison. */
@FunctionalInterface
interface Check {
  /**
   * Runs the check.
   *
   * @param comparison receives every pair of values; anything thrown fails the case
   * @throws Exception whatever goes wrong
   */
  void run(Comparison comparison) throws Exception;
}
