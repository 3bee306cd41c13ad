package org.covalence.graph;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.covalence.store.CovalenceException;

/**
 * A network ready to run in ONNX Runtime. One graph may be run from many threads at once.
 *
 * <p>Threads do not spin while they wait: on a machine that does other work too, two spinning
 * threads are slower than one.
 */
public final class OnnxGraph implements AutoCloseable {
  private static final OrtEnvironment ENVIRONMENT =
      OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "covalence");

  private final OrtSession session;
  private final String place;
  // Closing a session under a run crashes the JVM, and the end of a process may do that.
  private final ReadWriteLock use = new ReentrantReadWriteLock();

  private OnnxGraph(OrtSession session, String place) {
    this.session = session;
    this.place = place;
  }

  /** Loads a checked file. {@code threads} is the number of threads that one run uses. */
  public static OnnxGraph load(OnnxFile file, int threads) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      return new OnnxGraph(ENVIRONMENT.createSession(file.content(), options), file.place());
    } catch (OrtException e) {
      throw CovalenceException.data(
          "ONNX Runtime cannot load the network (" + e.getMessage() + ")",
          file.place(),
          "fetch or write the file again",
          e);
    }
  }

  /**
   * Runs the graph once.
   *
   * @param inputs by name
   * @param outputs the float outputs wanted
   * @return what was asked for, by name
   * @throws IllegalStateException if the graph is closed
   */
  public Map<String, FloatArray> run(Map<String, GraphInput> inputs, Set<String> outputs) {
    Map<String, OnnxTensorLike> tensors = new LinkedHashMap<>();
    use.readLock().lock();
    try {
      for (Map.Entry<String, GraphInput> input : inputs.entrySet()) {
        tensors.put(input.getKey(), tensor(input.getValue()));
      }
      try (OrtSession.Result result = session.run(tensors, outputs)) {
        Map<String, FloatArray> arrays = new LinkedHashMap<>();
        for (String output : outputs) {
          arrays.put(output, floats(output, result.get(output).orElseThrow()));
        }
        return arrays;
      }
    } catch (OrtException e) {
      throw CovalenceException.data(
          "ONNX Runtime cannot run the network (" + e.getMessage() + ")",
          place,
          "check that the network fits its description",
          e);
    } finally {
      use.readLock().unlock();
      tensors.values().forEach(OnnxTensorLike::close);
    }
  }

  private FloatArray floats(String output, OnnxValue value) {
    FloatBuffer buffer = value instanceof OnnxTensor tensor ? tensor.getFloatBuffer() : null;
    if (buffer == null) {
      throw CovalenceException.data(
          "expected floats from the output " + output + ", found " + value.getType(),
          place,
          "name an output that holds floats");
    }
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return new FloatArray(values, ((OnnxTensor) value).getInfo().getShape());
  }

  private static OnnxTensor tensor(GraphInput input) throws OrtException {
    if (input instanceof FloatArray floats) {
      return OnnxTensor.createTensor(
          ENVIRONMENT, FloatBuffer.wrap(floats.values()), floats.shape());
    }
    LongArray longs = (LongArray) input;
    return OnnxTensor.createTensor(ENVIRONMENT, LongBuffer.wrap(longs.values()), longs.shape());
  }

  /** Waits for the runs that have begun. */
  @Override
  public void close() {
    use.writeLock().lock();
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot close a session", e);
    } finally {
      use.writeLock().unlock();
    }
  }
}
