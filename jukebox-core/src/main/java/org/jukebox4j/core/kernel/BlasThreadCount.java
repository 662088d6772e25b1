package org.jukebox4j.core.kernel;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.openblas.presets.openblas_nolapack;
import org.bytedeco.openblas.presets.openblas_nolapack.SetNumThreads;
import org.jspecify.annotations.Nullable;

/**
 * OpenBLAS's function that sets the number of its threads, found once. The one that its Java
 * binding offers looks for its library anew at every call, which takes a millisecond.
 */
final class BlasThreadCount {
  private static final @Nullable Setter SETTER = find();

  private BlasThreadCount() {}

  private static @Nullable Setter find() {
    Loader.load(openblas_nolapack.class); // functions are found in loaded libraries only
    Pointer function = Loader.addressof("openblas_set_num_threads");
    return function == null ? null : new Setter(function);
  }

  static void set(int threads) {
    if (SETTER == null) {
      openblas.blas_set_num_threads(threads); // another BLAS has taken OpenBLAS's place
    } else {
      SETTER.call(threads);
    }
  }

  private static final class Setter extends SetNumThreads {
    Setter(Pointer function) {
      super();
      put(function);
    }
  }
}
