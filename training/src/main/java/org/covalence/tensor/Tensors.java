package org.covalence.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AbstractTensor;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Moves numbers into and out of native tensors, and frees what lies between. */
public final class Tensors {
  private Tensors() {}

  /** A tensor of {@code values} in row-major order. */
  public static Tensor of(float[] values, long... shape) {
    return AbstractTensor.create(values, shape);
  }

  /** A tensor of 64-bit whole numbers in row-major order. */
  public static Tensor of(long[] values, long... shape) {
    return AbstractTensor.create(values, shape);
  }

  /** The numbers of a float tensor in row-major order. */
  public static float[] values(Tensor tensor) {
    float[] values = new float[Math.toIntExact(tensor.numel())];
    if (values.length == 0) {
      // An empty tensor has no memory to point to.
      return values;
    }
    try (PointerScope scope = new PointerScope()) {
      tensor.detach().contiguous().data_ptr_float().get(values);
    }
    return values;
  }

  /** Overwrites a contiguous float tensor, whether or not it is fitted. */
  static void overwrite(Tensor tensor, float[] values) {
    if (values.length > 0) {
      tensor.data_ptr_float().put(values);
    }
  }

  /** The shape of a tensor. */
  public static long[] shape(Tensor tensor) {
    long[] shape = new long[(int) tensor.dim()];
    Arrays.setAll(shape, i -> tensor.size(i));
    return shape;
  }

  /** Tensors along dimension {@code dim}, one after the other. */
  public static Tensor concatenate(List<Tensor> parts, long dim) {
    return torch.cat(new TensorVector(parts.toArray(Tensor[]::new)), dim);
  }

  /**
   * Runs {@code work}, frees every tensor it made but its result, and hands the result to the scope
   * around. In inference this is what keeps a deep network from holding all its activations.
   */
  public static Tensor scoped(Supplier<Tensor> work) {
    Tensor result;
    try (PointerScope scope = new PointerScope()) {
      result = work.get();
      result.retainReference();
    }
    PointerScope outer = PointerScope.getInnerScope();
    if (outer != null) {
      outer.attach(result);
      result.releaseReference();
    }
    return result;
  }
}
