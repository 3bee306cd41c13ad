package org.covalence.tensor;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.pytorch.global.torch;
import org.covalence.store.CovalenceException;

/** Loads PyTorch's native library and sets its threads. */
public final class PyTorch {
  private PyTorch() {}

  /**
   * Makes PyTorch ready to use {@code threads} threads. Call it before anything else of this
   * package.
   *
   * @throws CovalenceException where there is no native library for this system
   */
  public static void start(int threads) {
    try {
      Loader.load(torch.class);
      // OpenBLAS has a pool of its own beside LibTorch's OpenMP; two pools on the same cores run an
      // LSTM at a third of the speed.
      openblas.blas_set_num_threads(1);
      useThreads(threads);
    } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
      throw CovalenceException.data(
          "there is no PyTorch for this system (" + Loader.getPlatform() + ")",
          "the training module",
          "train on 64-bit Linux (x86), macOS (Apple silicon) or Windows (x86); a saved model predicts here without PyTorch",
          e);
    }
  }

  /** Makes PyTorch use {@code threads} threads from now on. */
  public static void useThreads(int threads) {
    torch.set_num_threads(threads);
  }

  /** Seeds PyTorch's own generator, which dropout draws from. */
  public static void seed(long number) {
    torch.manual_seed(number >>> 1);
  }

  /** The version of the native library and its Java binding, such as {@code 2.10.0-1.5.13}. */
  public static String version() {
    String version = torch.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }
}
