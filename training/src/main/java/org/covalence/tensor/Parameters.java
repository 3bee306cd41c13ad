package org.covalence.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.covalence.store.CovalenceException;

/**
 * The weights of a network by name, in the order in which its layers asked for them. Names are
 * PyTorch's, so that published weights load by name. Parameters are fitted; buffers (such as
 * running means) are kept with them and not fitted.
 *
 * <p>Make one outside of any {@code PointerScope}: its tensors live until {@link #close}.
 */
public final class Parameters implements AutoCloseable {
  private final Store store;
  private final String prefix;

  /** What all views with different prefixes share. */
  private static final class Store {
    final Map<String, Tensor> fitted = new LinkedHashMap<>();
    final Map<String, Tensor> buffers = new LinkedHashMap<>();
    final Set<String> lasting = new HashSet<>();
    final Map<String, Double> rateFactors = new HashMap<>();
    final SplittableRandom random;

    Store(SplittableRandom random) {
      this.random = random;
    }
  }

  /** A named array of weights outside native memory. */
  @SuppressWarnings(
      "ArrayRecordComponent") // a record for its brevity; nothing compares two of them
  public record Weight(long[] shape, float[] values) {}

  private Parameters(Store store, String prefix) {
    this.store = store;
    this.prefix = prefix;
  }

  /** An empty set whose initial values are drawn from {@code random}. */
  public Parameters(SplittableRandom random) {
    this(new Store(random), "");
  }

  /** The same set, with {@code name} and a dot before every name that is asked for. */
  public Parameters in(String name) {
    return new Parameters(store, prefix + name + ".");
  }

  /** A fitted tensor, drawn evenly from [-bound, bound]. */
  public Tensor uniform(String name, double bound, long... shape) {
    float[] values = new float[size(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((2 * store.random.nextDouble() - 1) * bound);
    }
    return fitted(name, values, shape);
  }

  /** A fitted tensor, drawn from a normal distribution around zero. */
  public Tensor normal(String name, double deviation, long... shape) {
    float[] values = new float[size(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (store.random.nextGaussian() * deviation);
    }
    return fitted(name, values, shape);
  }

  /** A fitted tensor with given values. */
  public Tensor fitted(String name, float[] values, long... shape) {
    Tensor tensor = Tensors.of(values, shape).set_requires_grad(true);
    register(store.fitted, name, tensor);
    return tensor;
  }

  /** A fitted tensor of one value throughout. */
  public Tensor constant(String name, float value, long... shape) {
    float[] values = new float[size(shape)];
    Arrays.fill(values, value);
    return fitted(name, values, shape);
  }

  /** A tensor that is kept but not fitted. */
  public Tensor buffer(String name, float[] values, long... shape) {
    Tensor tensor = Tensors.of(values, shape);
    register(store.buffers, name, tensor);
    return tensor;
  }

  private void register(Map<String, Tensor> where, String name, Tensor tensor) {
    String full = prefix + name;
    if (store.fitted.containsKey(full) || store.buffers.containsKey(full)) {
      throw new IllegalArgumentException("two weights are called " + full);
    }
    where.put(full, tensor);
  }

  /** The fitted tensors, in order, as optimisers want them. */
  public TensorVector fitted() {
    return new TensorVector(store.fitted.values().toArray(Tensor[]::new));
  }

  /**
   * The names of the fitted tensors that weight decay shrinks: matrices do, vectors and embeddings
   * do not, the last because most of them are seldom seen and would only shrink.
   */
  public Set<String> decaying() {
    return store.fitted.entrySet().stream()
        .filter(e -> e.getValue().dim() > 1 && !store.lasting.contains(e.getKey()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Takes the fitted tensor {@code name} out of weight decay. */
  public void exemptFromDecay(String name) {
    store.lasting.add(prefix + name);
  }

  /** Fits the tensor {@code name} with {@code factor} times the learning rate of the others. */
  public void scaleRate(String name, double factor) {
    store.rateFactors.put(prefix + name, factor);
  }

  /** The factor of the learning rate of a fitted tensor, by its full name; 1 where none was set. */
  public double rateFactor(String name) {
    return store.rateFactors.getOrDefault(name, 1.0);
  }

  /** Makes the fitted tensor {@code name} one that is kept and not fitted. */
  public void freeze(String name) {
    Tensor tensor = store.fitted.remove(prefix + name);
    if (tensor == null) {
      throw new IllegalArgumentException("no fitted weight is called " + prefix + name);
    }
    tensor.set_requires_grad(false);
    store.buffers.put(prefix + name, tensor);
  }

  /** The names of the fitted tensors under this prefix, without it. */
  public List<String> fittedNames() {
    return store.fitted.keySet().stream()
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()))
        .toList();
  }

  /** The fitted tensors by name. */
  public Map<String, Tensor> fittedByName() {
    return Collections.unmodifiableMap(store.fitted);
  }

  /** How many numbers are fitted. */
  public long count() {
    return store.fitted.values().stream().mapToLong(Tensor::numel).sum();
  }

  /** A copy of all weights, fitted or not. */
  public Map<String, Weight> snapshot() {
    return snapshot(all());
  }

  /** A copy of other tensors by name, such as an optimiser's. */
  public static Map<String, Weight> snapshot(Map<String, Tensor> tensors) {
    Map<String, Weight> weights = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) ->
            weights.put(name, new Weight(Tensors.shape(tensor), Tensors.values(tensor))));
    return weights;
  }

  private Map<String, Tensor> all() {
    Map<String, Tensor> all = new LinkedHashMap<>(store.fitted);
    all.putAll(store.buffers);
    return all;
  }

  /**
   * Sets all weights under this prefix.
   *
   * @param weights by name without the prefix; what it lacks, has too much or has in another shape
   *     is listed together
   * @param source what messages call the weights
   */
  public void load(Map<String, Weight> weights, String source) {
    Map<String, Tensor> own = new LinkedHashMap<>();
    all()
        .forEach(
            (name, tensor) -> {
              if (name.startsWith(prefix)) {
                own.put(name.substring(prefix.length()), tensor);
              }
            });
    load(weights, own, source);
  }

  /** As {@link #load(Map, String)}, for other tensors by name. */
  public static void load(Map<String, Weight> weights, Map<String, Tensor> all, String source) {
    List<String> faults = new ArrayList<>();
    TreeSet<String> missing = new TreeSet<>(all.keySet());
    missing.removeAll(weights.keySet());
    TreeSet<String> unexpected = new TreeSet<>(weights.keySet());
    unexpected.removeAll(all.keySet());
    note(faults, "missing", missing);
    note(faults, "unexpected", unexpected);
    List<String> misshapen = new ArrayList<>();
    all.forEach(
        (name, tensor) -> {
          Weight weight = weights.get(name);
          if (weight != null && !Arrays.equals(weight.shape(), Tensors.shape(tensor))) {
            misshapen.add(
                name
                    + " "
                    + Arrays.toString(weight.shape())
                    + " instead of "
                    + Arrays.toString(Tensors.shape(tensor)));
          }
        });
    note(faults, "misshapen", misshapen);
    if (!faults.isEmpty()) {
      throw CovalenceException.data(
          "the weights do not fit the network: " + String.join("; ", faults),
          source,
          "name the encoder that these weights were made for");
    }
    weights.forEach(
        (name, weight) ->
            Tensors.overwrite(Objects.requireNonNull(all.get(name)), weight.values()));
  }

  private static void note(List<String> faults, String kind, Collection<String> names) {
    if (!names.isEmpty()) {
      String first = String.join(", ", names.stream().limit(5).toList());
      faults.add(names.size() + " " + kind + " (" + first + (names.size() > 5 ? ", …" : "") + ")");
    }
  }

  private static int size(long... shape) {
    return Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
  }

  @Override
  public void close() {
    all().values().forEach(Tensor::close);
  }
}
