package org.jukebox4j.sampling.model;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * The memory of a machine.
 *
 * @param physicalBytes all of it, shared with everything else that runs
 * @param heapBytes the most that Java objects may take, which {@code -Xmx} sets
 */
public record MachineMemory(long physicalBytes, long heapBytes) {
  /**
   * Asks this machine.
   *
   * @return its memory, or that of the container that it runs in
   */
  public static MachineMemory current() {
    long heap = Runtime.getRuntime().maxMemory();
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? new MachineMemory(system.getTotalMemorySize(), heap)
        : new MachineMemory(Long.MAX_VALUE, heap);
  }
}
