package org.jukebox4j.core.vector;

import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/** Whether this process can use the vector instructions of its processor. */
public final class VectorInstructions {
  /** The option with which Java is asked for them. */
  public static final String OPTION = "--add-modules jdk.incubator.vector";

  private static final String MODULE = "jdk.incubator.vector";

  private VectorInstructions() {}

  /**
   * Tells whether Java was started with {@link #OPTION}.
   *
   * @return whether the Vector API is there
   */
  public static boolean available() {
    return ModuleLayer.boot().findModule(MODULE).isPresent();
  }

  /**
   * Chooses the form of some loops: the vector form if Java was asked for it and {@code
   * jukebox-vector} is on the class path.
   *
   * @param loops an interface of this package
   * @param plain makes the plain form
   * @param <T> the interface
   * @return one of the two forms
   */
  static <T> T choose(Class<T> loops, Supplier<? extends T> plain) {
    Optional<T> found = find(loops);
    return found.isPresent() ? found.get() : plain.get();
  }

  /**
   * Finds the vector form of some loops.
   *
   * @param loops an interface of this package
   * @param <T> the interface
   * @return the vector form if this process has it
   */
  static <T> Optional<T> find(Class<T> loops) {
    return available()
        ? ServiceLoader.load(loops, VectorInstructions.class.getClassLoader()).findFirst()
        : Optional.empty();
  }
}
