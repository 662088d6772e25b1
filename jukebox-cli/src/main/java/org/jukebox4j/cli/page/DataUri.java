package org.jukebox4j.cli.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jukebox4j.core.audio.WavWriter;
import org.jukebox4j.core.audio.Waveform;

/** What a page would otherwise fetch, as an address that holds it. */
final class DataUri {
  private DataUri() {}

  static Markup png(byte[] png) {
    return of("image/png", png);
  }

  /** The audio with 16 bits a sample. */
  static Markup wav(Waveform waveform) {
    try {
      Path file = Files.createTempFile("jukebox", ".wav");
      try {
        WavWriter.write(file, waveform);
        return of("audio/wav", Files.readAllBytes(file));
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  private static Markup of(String type, byte[] bytes) {
    return new Markup("data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes));
  }
}
