package org.jukebox4j.core.backend;

/** ND4J's CUDA backend is on the class path, but has no code for the machine's processor. */
public final class UnsupportedGpuException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  UnsupportedGpuException(GpuDevice device, boolean hasCpu) {
    super(
        "ND4J's CUDA backend (nd4j-cuda-11.6) runs on compute capability 3.7 to 8.9, but "
            + device.name()
            + " has "
            + device.computeCapability()
            + ". "
            + (hasCpu
                ? "Set the environment variable BACKEND_PRIORITY_GPU=-1 so that ND4J computes on"
                    + " the CPU."
                : "Build without -Pcuda, so that ND4J computes on the CPU."));
  }
}
