package org.jukebox4j.core.dataset;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Digests that tell whether something has changed. */
final class Digests {
  private Digests() {}

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256, but this has not", impossible);
    }
  }
}
