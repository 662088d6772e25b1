package org.jukebox4j.cli;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the machine offers.
 *
 * @param java version and maker of the running Java
 * @param system operating system and architecture
 * @param processor name of the processor, or its architecture where the system does not say
 * @param features instruction sets that speed up matrix products; empty where the system does not
 *     say
 * @param threads processors that Java may use
 * @param memory physical memory in bytes that the system or the container has
 * @param free physical memory in bytes that is free now
 * @param heap the largest Java heap in bytes; weights do not live in it
 */
record Machine(
    String java,
    String system,
    String processor,
    List<String> features,
    int threads,
    long memory,
    long free,
    long heap) {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private static final Set<String> TELLING =
      Set.of(
          "sse4_2",
          "avx",
          "avx2",
          "fma",
          "avx512f",
          "avx512_vnni",
          "avx512_bf16",
          "avx_vnni",
          "amx_int8",
          "amx_bf16",
          "asimd",
          "asimddp",
          "sve",
          "sve2",
          "bf16",
          "i8mm");

  Machine {
    features = List.copyOf(features);
  }

  /** Looks at the machine that this process runs on. */
  static Machine current() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    List<String> lines = cpuInfo();
    return new Machine(
        Runtime.version()
            + ", "
            + System.getProperty("java.vm.name")
            + ", "
            + System.getProperty("java.vendor"),
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + ", "
            + System.getProperty("os.arch"),
        field(lines, "model name").findFirst().orElse(System.getProperty("os.arch")),
        features(lines),
        Runtime.getRuntime().availableProcessors(),
        system.getTotalMemorySize(),
        system.getFreeMemorySize(),
        Runtime.getRuntime().maxMemory());
  }

  private static List<String> features(List<String> lines) {
    Set<String> found = new TreeSet<>();
    Stream.concat(field(lines, "flags"), field(lines, "Features"))
        .limit(1)
        .forEach(flags -> found.addAll(Arrays.asList(flags.split(" "))));
    found.retainAll(TELLING);
    return List.copyOf(found);
  }

  private static Stream<String> field(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip());
  }

  private static List<String> cpuInfo() {
    try {
      return Files.isReadable(CPU_INFO) ? Files.readAllLines(CPU_INFO) : List.of();
    } catch (IOException notLinux) {
      return List.of();
    }
  }
}
