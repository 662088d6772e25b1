package org.jukebox4j.core.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A graphics processor as its driver describes it.
 *
 * @param name such as {@code NVIDIA H100 80GB HBM3}
 * @param major first number of the compute capability
 * @param minor second number of the compute capability
 * @param memoryMebibytes its memory in MiB
 */
public record GpuDevice(String name, int major, int minor, long memoryMebibytes) {
  private static final Pattern LINE =
      Pattern.compile("(.+?)\\s*,\\s*(\\d+)\\.(\\d+)\\s*,\\s*(\\d+)\\s*(?:MiB)?");

  /**
   * Tells whether ND4J's CUDA backend has machine code for it. Version 1.0.0-M2.1 was built for
   * compute capabilities 3.7 to 8.6 without code that a newer driver could translate; 8.9 runs the
   * code of 8.6.
   *
   * @return whether its kernels can run
   */
  public boolean runsNd4jCuda() {
    return major < 9 && (major > 3 || (major == 3 && minor >= 7));
  }

  /**
   * Returns the compute capability as NVIDIA writes it.
   *
   * @return such as {@code 9.0}
   */
  public String computeCapability() {
    return major + "." + minor;
  }

  /** Reads the driver's table, {@code name, capability, memory} a line; other lines are skipped. */
  static List<GpuDevice> parse(List<String> lines) {
    List<GpuDevice> devices = new ArrayList<>();
    for (String line : lines) {
      Matcher fields = LINE.matcher(line.strip());
      if (fields.matches()) {
        devices.add(
            new GpuDevice(
                fields.group(1),
                Integer.parseInt(fields.group(2)),
                Integer.parseInt(fields.group(3)),
                Long.parseLong(fields.group(4))));
      }
    }
    return List.copyOf(devices);
  }
}
