package org.jukebox4j.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.jukebox4j.core.backend.GpuDevice;
import org.jukebox4j.core.backend.GpuDriver;
import org.jukebox4j.core.backend.Nd4jBackend;
import org.jukebox4j.core.backend.UnsupportedGpuException;

/** Prints which graphics processors there are and which ND4J backend starts. */
final class BackendReport {
  void print(PrintWriter out, boolean start) {
    List<GpuDevice> devices = new GpuDriver().devices();
    MachineReport.row(
        out,
        "GPU",
        devices.isEmpty()
            ? "none with a driver that answers; not needed"
            : devices.stream().map(BackendReport::describe).collect(Collectors.joining("; ")));
    MachineReport.row(out, "ND4J", start ? startedBackend() : "not started (--no-backend)");
  }

  private static String describe(GpuDevice device) {
    return device.name()
        + ", compute capability "
        + device.computeCapability()
        + ", "
        + device.memoryMebibytes()
        + " MiB";
  }

  private static String startedBackend() {
    try {
      Nd4jBackend backend = Nd4jBackend.open();
      return backend.name() + (backend.cuda() ? " (graphics processor)" : " (this processor)");
    } catch (UnsupportedGpuException refused) {
      return String.valueOf(refused.getMessage());
    } catch (LinkageError | RuntimeException broken) {
      return "does not start: "
          + broken.getMessage()
          + ". Delete ~/.javacpp and try again; on Linux the natives need glibc 2.17 or newer.";
    }
  }
}
