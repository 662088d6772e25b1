package org.jukebox4j.core.backend;

import java.util.List;
import java.util.Map;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The ND4J backend that the class path offers. Go through {@link #open} before the first use of
 * ND4J: its CUDA backend selects any graphics processor, also one that it has no machine code for,
 * and then fails at the first operation for as long as the process lives.
 *
 * @param name simple name of ND4J's backend class
 * @param cuda whether it computes on a graphics processor
 */
public record Nd4jBackend(String name, boolean cuda) {
  private static final String CUDA_CLASS = "org/nd4j/linalg/jcublas/JCublasBackend.class";
  private static final String CPU_CLASS = "org/nd4j/linalg/cpu/nativecpu/CpuBackend.class";

  /**
   * Checks the graphics processors and then starts ND4J.
   *
   * @return the backend that ND4J selected
   * @throws UnsupportedGpuException if ND4J would select a graphics processor that it cannot run on
   */
  public static Nd4jBackend open() {
    if (onClassPath(CUDA_CLASS)) {
      check(new GpuDriver().devices(), System.getenv(), onClassPath(CPU_CLASS));
    }
    String name = Nd4j.getBackend().getClass().getSimpleName();
    return new Nd4jBackend(name, name.contains("Cublas"));
  }

  /**
   * Refuses a processor of compute capability 9.0 or above, unless the environment already tells
   * ND4J to take its CPU backend.
   */
  static void check(List<GpuDevice> devices, Map<String, String> environment, boolean hasCpu) {
    boolean cpuPreferred =
        hasCpu
            && priority(environment, "BACKEND_PRIORITY_GPU", 100)
                < priority(environment, "BACKEND_PRIORITY_CPU", 0);
    if (cpuPreferred) {
      return;
    }
    for (GpuDevice device : devices) {
      if (!device.runsNd4jCuda()) {
        throw new UnsupportedGpuException(device, hasCpu);
      }
    }
  }

  private static int priority(Map<String, String> environment, String name, int otherwise) {
    String value = environment.get(name);
    if (value == null || !value.matches("-?\\d{1,9}")) {
      return otherwise;
    }
    return Integer.parseInt(value);
  }

  private static boolean onClassPath(String resource) {
    return Nd4jBackend.class.getClassLoader().getResource(resource) != null;
  }
}
