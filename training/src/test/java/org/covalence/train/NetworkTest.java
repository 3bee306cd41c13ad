package org.covalence.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.covalence.encoder.DenseNet;
import org.covalence.fusion.FusionHead;
import org.covalence.image.ImagePreparation;
import org.covalence.label.Sentiment;
import org.covalence.layer.Phase;
import org.covalence.post.Content;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.predict.Prediction;
import org.covalence.spec.AugmentSpec;
import org.covalence.spec.DenseNetSpec;
import org.covalence.spec.FusionSpec;
import org.covalence.split.LabelledPost;
import org.covalence.split.TrainingPart;
import org.covalence.tensor.Parameters;
import org.covalence.tensor.PyTorch;
import org.covalence.tensor.Tensors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A network of one trained image encoder, on posts of which some have no picture. */
class NetworkTest {
  private static final ImagePreparation PREPARATION =
      new ImagePreparation(32, 32, ImagePreparation.Scaling.imageNet());

  @BeforeAll
  static void startPyTorch() {
    PyTorch.start(1);
  }

  @Test
  void postsWithoutAPicture_moveNeitherWhatBatchNormsMeasureNorTheOthersScores() {
    Prepared<TrainingPart> some = prepared(true, false, true, false, false, true);
    try (Network network = network();
        Network other = network();
        PointerScope scope = new PointerScope()) {
      float[] all = train(network, some, 0, 1, 2, 3, 4, 5);

      float[] alone = train(other, some, 0, 2, 5);

      assertThat(rows(all, 0, 2, 5)).containsExactly(alone, Offset.offset(1e-5f));
      Map<String, Parameters.Weight> measured = other.parameters().snapshot();
      network
          .parameters()
          .snapshot()
          .forEach(
              (name, weight) ->
                  assertThat(weight.values())
                      .as(name)
                      .containsExactly(measured.get(name).values(), Offset.offset(1e-6f)));
    }
  }

  @Test
  void aBatchInWhichNoPostHasAPicture_runs() {
    Prepared<TrainingPart> none = prepared(false, false, true);
    try (Network network = network();
        PointerScope scope = new PointerScope()) {
      float[] bias = Tensors.values(network.parameters().fittedByName().get("fusion.head.bias"));

      assertThat(rows(train(network, none, 0, 1), 0)).containsExactly(bias);
    }
  }

  @Test
  void everyPost_getsAPredictionOfWhatItHas() {
    Prepared<TrainingPart> some = prepared(true, false, true);
    try (Network network = network()) {
      List<Prediction> predictions = network.predict(some);

      assertThat(predictions).extracting(Prediction::id).containsExactly("p0", "p1", "p2");
      assertThat(predictions.get(0).modalities()).containsExactly(Modality.IMAGE);
      assertThat(predictions.get(0).weights()).containsEntry(Modality.IMAGE, 1.0);
      assertThat(predictions.get(1).modalities()).isEmpty();
      assertThat(predictions.get(1).weights()).isEmpty();
    }
  }

  private static float[] train(Network network, Prepared<TrainingPart> prepared, int... posts) {
    return Tensors.values(network.forward(prepared, posts, Phase.TRAINING).logits());
  }

  private static float[] rows(float[] logits, int... rows) {
    float[] chosen = new float[rows.length * 3];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(logits, rows[i] * 3, chosen, i * 3, 3);
    }
    return chosen;
  }

  private static Network network() {
    Parameters parameters = new Parameters(new SplittableRandom(1));
    DenseNetSpec spec = new DenseNetSpec("tiny", Optional.empty(), Optional.of(32), 0);
    DenseNet image =
        new DenseNet(parameters.in("image"), spec.shape(), spec.pixels(), OptionalInt.empty());
    FusionHead head =
        new FusionHead(
            parameters.in("fusion"),
            new FusionSpec.Attention(4, 0),
            List.of(
                new FusionHead.Port(
                    "image", Modality.IMAGE, image.width(), Optional.empty(), 0, Optional.empty())),
            3);
    return new Network(parameters, List.of(Modality.IMAGE), List.of(image), head);
  }

  private static Prepared<TrainingPart> prepared(boolean... hasPicture) {
    SplittableRandom random = new SplittableRandom(2);
    List<LabelledPost> posts = new ArrayList<>();
    byte[][] pictures = new byte[hasPicture.length][0];
    for (int i = 0; i < hasPicture.length; i++) {
      Post post = new Post("p" + i, new TreeMap<>());
      if (hasPicture[i]) {
        pictures[i] = new byte[PREPARATION.length()];
        random.nextBytes(pictures[i]);
        post = post.with(Modality.IMAGE, new Content.InMemory(pictures[i]));
      }
      posts.add(new LabelledPost(post, Sentiment.NEUTRAL, Map.of()));
    }
    return new Prepared<>(
        new TrainingPart(posts),
        List.of(new Inputs.Pictures(pictures, PREPARATION, AugmentSpec.NONE)));
  }
}
