package org.covalence.tensor;

import org.bytedeco.pytorch.global.torch;

/**
 * While it is open, convolutions and matrix products of this thread are computed in bfloat16, as in
 * PyTorch's autocast: their weights stay as they are and are cast on the way, gradients reach them
 * in float32, and normalisation keeps its own numbers in float32. LibTorch has no guard of its own
 * for it (2.10).
 */
public final class Autocast implements AutoCloseable {
  private final boolean on;

  private Autocast(boolean on) {
    this.on = on;
  }

  /** Casts until it is closed, or, unless {@code wanted}, does nothing. */
  public static Autocast bfloat16(boolean wanted) {
    if (wanted) {
      torch.set_autocast_dtype(torch.DeviceType.CPU, torch.ScalarType.BFloat16);
      torch.set_autocast_enabled(torch.DeviceType.CPU, true);
    }
    return new Autocast(wanted);
  }

  @Override
  public void close() {
    if (on) {
      torch.set_autocast_enabled(torch.DeviceType.CPU, false);
      // Cast weights are kept for their next use, which would be after they have moved.
      torch.clear_cache();
    }
  }
}
