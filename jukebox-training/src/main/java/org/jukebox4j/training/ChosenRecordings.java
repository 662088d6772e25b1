package org.jukebox4j.training;

import java.nio.file.Path;
import java.util.List;
import org.jukebox4j.core.dataset.Dataset;
import org.jukebox4j.core.dataset.DatasetException;
import org.jukebox4j.core.dataset.DatasetSong;
import org.jukebox4j.core.dataset.DatasetSplit;

/** The recordings of a data set, as one part of a model is trained on them. */
record ChosenRecordings(Dataset dataset, DatasetSplit split) {
  /**
   * Key of what is kept apart, the same in every training: a run that goes on from the weights of
   * another, in another order, must not be measured with what those have learnt.
   */
  private static final long KEPT_APART = 7;

  static ChosenRecordings open(
      RunDirectory run,
      Path recordings,
      TrainingSettings.DataChoice choice,
      TrainingObserver observer) {
    Dataset dataset =
        Dataset.open(
            recordings, run.recordings(), run.description().codec().sampleRate(), observer);
    DatasetSplit split = dataset.split(choice.validationShare(), KEPT_APART);
    return new ChosenRecordings(dataset, split);
  }

  /** The same without recordings that are shorter than what is heard at once. */
  ChosenRecordings atLeast(long samples, TrainingObserver observer) {
    List<DatasetSong> training = dataset.longEnough(split.training(), samples, observer);
    List<DatasetSong> validation = dataset.longEnough(split.validation(), samples, observer);
    requireSome(training.size());
    observer.onRecordings(training.size(), validation.size());
    return new ChosenRecordings(dataset, new DatasetSplit(training, validation));
  }

  static void requireSome(int recordings) {
    if (recordings == 0) {
      throw new DatasetException(
          "no recording is left to learn from; give longer ones, or hear fewer samples at once");
    }
  }
}
