package org.jukebox4j.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The golden cases of one component. Every implementation is listed in {@link ConformanceTest}. */
interface GoldenCases {
  /**
   * Finds the cases of this kind. Reads no more than file names: the work belongs into the checks.
   *
   * @param goldenDir the golden folder
   * @return the cases, in the order to run them; none if the folder has no file of this kind
   * @throws IOException if the folder cannot be read
   */
  List<GoldenCase> discover(Path goldenDir) throws IOException;
}
