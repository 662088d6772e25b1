package org.jukebox4j.core.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a run, in which each part of a model (the codec, each prior) is trained in turn:
 *
 * <pre>
 * run/vqvae.safetensors                      finished weights, the averages
 * run/training/vqvae/checkpoint.safetensors  everything needed to go on
 * run/training/vqvae/metrics.jsonl           one line a step
 * </pre>
 *
 * @param folder the run
 * @param part the part that is trained, the stem of the file of its weights
 */
public record RunFolder(Path folder, String part) {
  /** Where what belongs to the training of this part is kept. */
  public Path training() {
    return folder.resolve("training").resolve(part);
  }

  /** The complete state of the run after its last checkpoint. */
  public Path checkpoint() {
    return training().resolve("checkpoint.safetensors");
  }

  /** Metrics of every step and every evaluation. */
  public Path metrics() {
    return training().resolve("metrics.jsonl");
  }

  /**
   * Reads how far the training has come.
   *
   * @return steps until the last checkpoint; 0 without one
   * @throws RunException if the checkpoint is damaged
   */
  public long stepsMade() {
    return Files.exists(checkpoint()) ? RunCheckpoint.stepsMade(checkpoint()) : 0;
  }

  /** The finished weights, with averages in the place of those that are averaged. */
  public Path weights() {
    return folder.resolve(part + ".safetensors");
  }

  /**
   * Makes the folder and keeps other processes out of it until the result is closed, or this
   * process ends in whatever way.
   */
  FolderLock lock() {
    Path file = training().resolve("lock");
    try {
      Files.createDirectories(training());
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new RunException(
            training() + ": another run is training here; stop it first, or use another folder");
      }
      return new FolderLock(channel);
    } catch (IOException failed) {
      throw new RunException(
          training() + ": a run cannot be kept there (" + failed + "); check the permissions",
          failed);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException sameProcess) {
      return null;
    }
  }

  /** Closing it lets others in. */
  static final class FolderLock implements AutoCloseable {
    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public void close() {
      try {
        channel.close();
      } catch (IOException released) {
        // The lock ends with the channel, whatever else went wrong.
      }
    }
  }
}
