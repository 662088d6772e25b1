package org.jukebox4j.core.backend;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Asks NVIDIA's driver which graphics processors there are, through the {@code nvidia-smi} command
 * that comes with it. Neither CUDA nor ND4J is loaded for that.
 */
public final class GpuDriver {
  private static final int PATIENCE_SECONDS = 10;

  private final List<String> command;

  /** The driver of this machine. */
  public GpuDriver() {
    this(
        List.of(
            "nvidia-smi",
            "--query-gpu=name,compute_cap,memory.total",
            "--format=csv,noheader,nounits"));
  }

  GpuDriver(List<String> command) {
    this.command = List.copyOf(command);
  }

  /**
   * Asks for the processors.
   *
   * @return the processors; empty if there is no driver, no processor, or the driver is too old
   *     (before 2021) to tell
   */
  public List<GpuDevice> devices() {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException noDriver) {
      return List.of();
    }
    try (InputStream answer = process.getInputStream()) {
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        return List.of();
      }
      String text = new String(answer.readAllBytes(), StandardCharsets.UTF_8);
      return GpuDevice.parse(text.lines().toList());
    } catch (IOException unreadable) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    } finally {
      process.destroyForcibly();
    }
  }
}
