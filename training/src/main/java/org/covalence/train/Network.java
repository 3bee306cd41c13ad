package org.covalence.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.covalence.encoder.Encoded;
import org.covalence.encoder.Encoder;
import org.covalence.fusion.FusionHead;
import org.covalence.label.Sentiment;
import org.covalence.layer.Phase;
import org.covalence.post.Modality;
import org.covalence.predict.Prediction;
import org.covalence.predict.Softmax;
import org.covalence.split.LabelledPost;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.Tensors;
import org.covalence.train.Perturbation.Blend;

/**
 * A whole network: its encoders, and what fuses and classifies. Text-only and image-only networks
 * are this with one encoder.
 *
 * @param parameters all weights
 * @param origins the modality of each encoder, in order
 */
public record Network(
    Parameters parameters, List<Modality> origins, List<Encoder> encoders, FusionHead head)
    implements AutoCloseable {
  private static final int INFERENCE_BATCH = 256;

  /** Numbers of an encoder in a batch: 64 MB. */
  private static final int MOST_NUMBERS = 1 << 24;

  public Network {
    origins = List.copyOf(origins);
    encoders = List.copyOf(encoders);
  }

  /** The modalities, in the order of the presence mask. */
  List<Modality> modalities() {
    return head.modalities();
  }

  /** Tells the encoders that an epoch of fitting begins, from 1. */
  void beginEpoch(int epoch) {
    encoders.forEach(encoder -> encoder.beginEpoch(epoch));
  }

  /** Classifies one batch as it is; the caller's scope frees what it makes. */
  FusionHead.Output forward(Prepared<?> prepared, int[] posts, Phase phase) {
    List<Encoded> encoded = new ArrayList<>();
    for (int e = 0; e < encoders.size(); e++) {
      Inputs inputs = prepared.inputs().get(e);
      encoded.add(encode(encoders.get(e), inputs, posts, phase, inputs::batch));
    }
    Tensor presence = mask(presence(prepared, posts), posts.length);
    return head.forward(encoded, presence, phase, UnaryOperator.identity());
  }

  /** Classifies one batch while fitting, with what is hidden of it and blended in it. */
  FusionHead.Output fit(
      Prepared<?> prepared, int[] posts, Perturbation perturbation, Optional<Blend> blend) {
    List<Encoded> encoded = new ArrayList<>();
    for (int e = 0; e < encoders.size(); e++) {
      Inputs inputs = prepared.inputs().get(e);
      Function<int[], Tensor> batch = having -> inputs.fitted(having, perturbation);
      encoded.add(encode(encoders.get(e), inputs, posts, Phase.TRAINING, batch));
    }
    float[] presence = presence(prepared, posts);
    perturbation.hideModalities(presence, modalities().size());
    return head.forward(
        encoded,
        mask(presence, posts.length),
        Phase.TRAINING,
        fused -> blend.map(b -> b.of(fused)).orElse(fused));
  }

  private Tensor mask(float[] presence, int posts) {
    return Tensors.of(presence, posts, modalities().size());
  }

  /** Batch × modalities; 1 where the post has the modality, else 0. */
  private float[] presence(Prepared<?> prepared, int[] posts) {
    List<Modality> modalities = modalities();
    float[] values = new float[posts.length * modalities.size()];
    for (int row = 0; row < posts.length; row++) {
      for (int m = 0; m < modalities.size(); m++) {
        boolean has = inputs(prepared, modalities.get(m)).has(posts[row]);
        values[row * modalities.size() + m] = has ? 1 : 0;
      }
    }
    return values;
  }

  /** What the first encoder of a modality reads; the others read the same posts. */
  private Inputs inputs(Prepared<?> prepared, Modality modality) {
    return prepared.inputs().get(origins.indexOf(modality));
  }

  /**
   * Encodes the posts that have the modality and no fillers for the others, which would cost time
   * and move what batch norms measure.
   */
  private static Encoded encode(
      Encoder encoder, Inputs inputs, int[] posts, Phase phase, Function<int[], Tensor> batch) {
    int[] rows = IntStream.range(0, posts.length).filter(r -> inputs.has(posts[r])).toArray();
    if (rows.length == 0) {
      int stateWidth = encoder.stateWidth().orElse(encoder.width());
      return Encoded.ofNothing(posts.length, encoder.width(), stateWidth);
    }
    int[] having = Arrays.stream(rows).map(r -> posts[r]).toArray();
    Encoded encoded = encoder.forward(batch.apply(having), phase);
    if (rows.length == posts.length) {
      return encoded;
    }
    long[] numbers = Arrays.stream(rows).asLongStream().toArray();
    return encoded.spread(Tensors.of(numbers, numbers.length), posts.length);
  }

  /** What the network says of every post of a part, in order. */
  public List<Prediction> predict(Prepared<?> prepared) {
    return predict(prepared, 1);
  }

  /** The same, the scores being divided by {@code temperature} before the softmax. */
  List<Prediction> predict(Prepared<?> prepared, double temperature) {
    return scored(prepared).stream().map(post -> post.at(temperature)).toList();
  }

  /** What the network says of one post, before the softmax. */
  record Scored(
      String id, double[] logits, TreeSet<Modality> modalities, Map<Modality, Double> weights) {
    Prediction at(double temperature) {
      return Prediction.of(id, Softmax.of(logits, temperature), modalities, weights);
    }
  }

  /** The scores of every post of a part, in order. */
  List<Scored> scored(Prepared<?> prepared) {
    List<Scored> scored = new ArrayList<>();
    int numbers = prepared.inputs().stream().mapToInt(Inputs::numbers).max().orElse(0);
    int batch = Math.max(1, Math.min(INFERENCE_BATCH, MOST_NUMBERS / Math.max(1, numbers)));
    for (int from = 0; from < prepared.size(); from += batch) {
      int[] posts = IntStream.range(from, Math.min(from + batch, prepared.size())).toArray();
      try (PointerScope scope = new PointerScope();
          NoGradGuard guard = new NoGradGuard()) {
        FusionHead.Output output = forward(prepared, posts, Phase.INFERENCE);
        float[] logits = Tensors.values(output.logits());
        float[] weights = output.weights().map(Tensors::values).orElse(new float[0]);
        for (int row = 0; row < posts.length; row++) {
          LabelledPost post = prepared.part().posts().get(posts[row]);
          scored.add(scored(prepared, post.id(), posts[row], row, logits, weights));
        }
      }
    }
    return scored;
  }

  private Scored scored(
      Prepared<?> prepared, String id, int post, int row, float[] logits, float[] weights) {
    int classes = Sentiment.values().length;
    double[] ofPost = new double[classes];
    Arrays.setAll(ofPost, k -> logits[row * classes + k]);
    SortedMap<Modality, Double> weightOf = new TreeMap<>();
    TreeSet<Modality> present = new TreeSet<>();
    List<Modality> modalities = modalities();
    for (int m = 0; m < modalities.size(); m++) {
      if (inputs(prepared, modalities.get(m)).has(post)) {
        present.add(modalities.get(m));
        if (weights.length > 0) {
          weightOf.put(modalities.get(m), (double) weights[row * modalities.size() + m]);
        }
      }
    }
    return new Scored(id, ofPost, present, weightOf);
  }

  @Override
  public void close() {
    parameters.close();
  }
}
