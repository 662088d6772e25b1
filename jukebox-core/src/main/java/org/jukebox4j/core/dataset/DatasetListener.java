package org.jukebox4j.core.dataset;

/** Hears how the recordings of a data set are examined. */
public interface DatasetListener {
  /** Hears nothing. */
  DatasetListener SILENT =
      new DatasetListener() {
        @Override
        public void onSkipped(String song, String reason) {
          // Nobody wants to know.
        }

        @Override
        public void onExamined(int done, int total) {
          // Nobody wants to know.
        }
      };

  /**
   * A recording cannot be used and is left out.
   *
   * @param song its name as the metadata has it
   * @param reason what is wrong with it, with numbers and units
   */
  void onSkipped(String song, String reason);

  /**
   * One more recording has been examined.
   *
   * @param done recordings examined so far, usable or not
   * @param total recordings of the data set
   */
  void onExamined(int done, int total);
}
