package org.jukebox4j.vqvae.dataset;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jukebox4j.core.hierarchy.Level;
import org.jukebox4j.core.parameter.ParameterSource;
import org.jukebox4j.core.tensor.FloatTensor;
import org.jukebox4j.vqvae.VqVae;
import org.jukebox4j.vqvae.VqVaeConfig;

/**
 * What tells the codes of one codec from those of another: a digest of its numbers and of the
 * weights of its encoders and codebooks. The decoders have no influence on codes and none on the
 * fingerprint, and neither has the format of the file.
 *
 * @param value 32 hexadecimal digits
 */
public record CodecFingerprint(String value) {
  private static final int PIECE = 1 << 14;
  private static final int DIGITS = 32;

  /**
   * Computes the fingerprint of a codec.
   *
   * @param config its numbers
   * @param source its weights
   * @return the fingerprint
   * @throws IllegalArgumentException if a weight is missing
   */
  public static CodecFingerprint of(VqVaeConfig config, ParameterSource source) {
    MessageDigest digest = sha256();
    digest.update(encoders(config).toString().getBytes(StandardCharsets.UTF_8));
    Map<String, int[]> parameters = new TreeMap<>(VqVae.parameters(config));
    parameters.forEach(
        (name, shape) -> {
          if (!name.startsWith("decoders.")) {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            add(digest, name, source, shape);
          }
        });
    return new CodecFingerprint(HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS));
  }

  /** The numbers with decoders as deep as their encoders, whose depth says nothing of codes. */
  private static VqVaeConfig encoders(VqVaeConfig config) {
    VqVaeConfig encoders = config;
    for (int index = 0; index < config.levels().size(); index++) {
      int depth = config.levels().get(index).residual().depth();
      encoders = encoders.withDecoderDepth(Level.of(index), depth);
    }
    return encoders;
  }

  private static void add(MessageDigest digest, String name, ParameterSource source, int[] shape) {
    try (FloatTensor tensor =
        source
            .find(name, shape)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the weights of the codec must have " + name + ", but have not"))) {
      float[] piece = new float[Math.min(PIECE, tensor.size())];
      ByteBuffer bytes = ByteBuffer.allocate(piece.length * Float.BYTES);
      for (int from = 0; from < tensor.size(); from += piece.length) {
        int count = Math.min(piece.length, tensor.size() - from);
        tensor.read(from, piece, 0, count);
        bytes.clear();
        bytes.asFloatBuffer().put(piece, 0, count);
        digest.update(bytes.limit(count * Float.BYTES));
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256, but this has not", impossible);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
