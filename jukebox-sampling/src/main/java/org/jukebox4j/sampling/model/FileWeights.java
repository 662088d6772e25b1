package org.jukebox4j.sampling.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Function;
import org.jukebox4j.core.checkpoint.Checkpoint;
import org.jukebox4j.core.checkpoint.CheckpointException;
import org.jukebox4j.core.parameter.ParameterMismatchException;
import org.jukebox4j.core.parameter.ParameterSource;

/** Weights in files, one for each part. */
final class FileWeights implements ModelWeights {
  /** Pieces of a file that go into its fingerprint: reading 4 GB for it would take too long. */
  private static final int PIECES = 64;

  private static final int PIECE_BYTES = 1 << 16;
  private static final int FINGERPRINT_BYTES = 8;

  private final Map<ModelPart, Path> files;

  FileWeights(Map<ModelPart, Path> files) {
    this.files = new EnumMap<>(files);
  }

  @Override
  public <T> T read(ModelPart part, Function<ParameterSource, T> build) {
    Path file = file(part);
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      return build.apply(checkpoint);
    } catch (CheckpointException unreadable) {
      throw new ModelException(String.valueOf(unreadable.getMessage()), unreadable);
    } catch (ParameterMismatchException mismatch) {
      throw new ModelException(file + ": " + mismatch.getMessage(), mismatch);
    }
  }

  private Path file(ModelPart part) {
    Path file = files.get(part);
    if (file == null) {
      throw new ModelException("the model has no file for its " + part.stem());
    }
    return file;
  }

  @Override
  public String fingerprint() {
    MessageDigest digest = sha256();
    files.forEach((part, file) -> update(digest, file));
    return HexFormat.of().formatHex(digest.digest(), 0, FINGERPRINT_BYTES);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  private static void update(MessageDigest digest, Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, size));
      long step = Math.max(PIECE_BYTES, (size - PIECE_BYTES) / (PIECES - 1));
      for (long at = 0; at < size; at += step) {
        ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
        channel.read(piece, Math.max(0, Math.min(at, size - PIECE_BYTES)));
        digest.update(piece.flip());
      }
    } catch (IOException unreadable) {
      throw new ModelException(file + ": cannot be read (" + unreadable + ")", unreadable);
    }
  }
}
