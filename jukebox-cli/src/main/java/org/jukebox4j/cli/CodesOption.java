package org.jukebox4j.cli;

import java.nio.file.Path;
import org.jukebox4j.Jukebox;
import org.jukebox4j.sampling.state.HierarchyCodes;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A file of codes from an earlier command. */
final class CodesOption {
  @Parameters(
      paramLabel = "FILE",
      description = "Codes that sample, continue, upsample or encode kept.")
  private Path file;

  @Option(
      names = "--sample",
      paramLabel = "N",
      description = "Which of its samples, from 1 (default: 1).")
  private int sample = 1;

  Path file() {
    return file;
  }

  /** The codes of one sample, after checking that they are of this model. */
  HierarchyCodes read(Jukebox jukebox) {
    HierarchyCodes codes = CodesFile.read(file, jukebox.model().fingerprint());
    if (sample < 1 || sample > codes.samples()) {
      throw new UserException(
          "--sample must be between 1 and "
              + codes.samples()
              + ", the number of samples in "
              + file
              + ", but was "
              + sample);
    }
    return codes.sample(sample - 1);
  }
}
