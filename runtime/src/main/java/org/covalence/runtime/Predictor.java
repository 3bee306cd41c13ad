package org.covalence.runtime;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.covalence.feature.EncodedContent;
import org.covalence.feature.FaceEncoder;
import org.covalence.feature.ImageEncoding;
import org.covalence.feature.LexiconEncoder;
import org.covalence.feature.PictureEncoder;
import org.covalence.feature.Regions;
import org.covalence.feature.SentenceEncoder;
import org.covalence.graph.FloatArray;
import org.covalence.graph.GraphInput;
import org.covalence.graph.OnnxFile;
import org.covalence.graph.OnnxGraph;
import org.covalence.model.EncoderDescription;
import org.covalence.model.ModelDescription;
import org.covalence.model.ModelFolder;
import org.covalence.model.Preparation;
import org.covalence.post.Content;
import org.covalence.post.Modality;
import org.covalence.post.Post;
import org.covalence.predict.Prediction;
import org.covalence.predict.PredictionSets;
import org.covalence.predict.Softmax;
import org.covalence.store.CovalenceException;
import org.covalence.text.Terms;
import org.covalence.text.WordPiece;
import org.covalence.text.lexicon.LexiconFeatures;
import org.jspecify.annotations.Nullable;

/**
 * A saved model, ready to answer. May be used from several threads at once.
 *
 * <pre>{@code
 * try (Predictor predictor = Predictor.load(Path.of("models/mvsa"))) {
 *   Post post = Post.ofText("1", "What a lovely morning!").withImage(Path.of("sunrise.jpg"));
 *   Prediction prediction = predictor.predict(post);
 * }
 * }</pre>
 */
public final class Predictor implements AutoCloseable {
  /** Posts whose states are held at once: 16 MB for 49 regions of 1,280 each. */
  private static final int MOST_WITH_STATES = 64;

  private final ModelFolder model;
  private final List<EncoderSession> encoders;
  private final OnnxGraph fusion;

  private Predictor(ModelFolder model, List<EncoderSession> encoders, OnnxGraph fusion) {
    this.model = model;
    this.encoders = encoders;
    this.fusion = fusion;
  }

  /**
   * Loads a model folder, to use all cores.
   *
   * @throws CovalenceException if the folder is no whole model that this version can read
   */
  public static Predictor load(Path folder) {
    return load(folder, Runtime.getRuntime().availableProcessors());
  }

  /** Loads a model folder, to use {@code threads} threads; faults as in {@link #load(Path)}. */
  public static Predictor load(Path folder, int threads) {
    ModelFolder model = ModelFolder.read(folder);
    List<EncoderSession> sessions = new ArrayList<>();
    try {
      for (EncoderDescription encoder : model.description().encoders()) {
        sessions.add(session(model, encoder, threads));
      }
      return new Predictor(model, sessions, OnnxGraph.load(model.fusion(), threads));
    } catch (RuntimeException e) {
      sessions.forEach(EncoderSession::close);
      throw e;
    }
  }

  private static EncoderSession session(
      ModelFolder model, EncoderDescription encoder, int threads) {
    if (encoder.preparation() instanceof Preparation.Lexicon) {
      return new EachTextSession(
          LexiconFeatures.WIDTH,
          text -> new EncodedContent(LexiconEncoder.encode(text)),
          () -> {},
          threads);
    }
    if (encoder.preparation() instanceof Preparation.Faces) {
      return new PictureSession(new FaceEncoder(), threads);
    }
    OnnxFile graph = Objects.requireNonNull(model.graphs().get(encoder.name()));
    if (encoder.preparation() instanceof Preparation.Tokens tokens) {
      return new TextSession(encoder, tokens, model.vocabulary().orElseThrow(), graph, threads);
    }
    if (encoder.preparation() instanceof Preparation.Sentence sentence) {
      WordPiece pieces = Objects.requireNonNull(model.pieces().get(encoder.name()));
      boolean withStates = encoder.states().isPresent();
      SentenceEncoder texts =
          new SentenceEncoder(graph, pieces, "", sentence.sentence(), withStates);
      return new EachTextSession(texts.width(), texts::encode, texts::close, threads);
    }
    if (encoder.preparation() instanceof Preparation.Terms terms) {
      Terms known = Objects.requireNonNull(model.terms().get(encoder.name()));
      return new TermsSession(encoder, terms, known, graph, threads);
    }
    EncoderDescription.Network network = encoder.network().orElseThrow();
    Preparation.Picture picture = (Preparation.Picture) encoder.preparation();
    ImageEncoding encoding =
        new ImageEncoding(
            picture.image(),
            network.input(),
            network.output(),
            encoder.width(),
            encoder.states().map(states -> Regions.of(graph, states.output())));
    return new PictureSession(new PictureEncoder(graph, encoding, encoder.frozen()), threads);
  }

  /** What the model says about itself. */
  public ModelDescription description() {
    return model.description();
  }

  /** Names the model: a hash that changes with anything in its folder. */
  public String modelHash() {
    return model.sha256();
  }

  /** The modalities the model can use. A post needs one of them; the others may be missing. */
  public SortedSet<Modality> modalities() {
    SortedSet<Modality> modalities = new TreeSet<>();
    modalities.addAll(model.description().modalities());
    return modalities;
  }

  /**
   * What gives a prediction its set of labels: {@code
   * predictor.sets().orElseThrow().addTo(prediction, 0.9)}. Empty where the model was trained
   * without.
   */
  public Optional<PredictionSets> sets() {
    return model.description().sets();
  }

  /**
   * Predicts one post.
   *
   * @throws CovalenceException if its picture cannot be used, or it has no modality that the model
   *     knows
   */
  public Prediction predict(Post post) {
    Answer answer = predict(List.of(post)).get(0);
    if (answer instanceof Answer.Failed failed) {
      throw failed.fault();
    }
    return ((Answer.Predicted) answer).prediction();
  }

  /**
   * Answers about many posts at once, in order. A post that cannot be predicted does not disturb
   * the others.
   */
  public List<Answer> predict(List<Post> posts) {
    boolean withStates =
        model.description().encoders().stream().anyMatch(e -> e.states().isPresent());
    int most = withStates ? MOST_WITH_STATES : Math.max(1, posts.size());
    List<Answer> answers = new ArrayList<>();
    for (int from = 0; from < posts.size(); from += most) {
      answers.addAll(together(posts.subList(from, Math.min(from + most, posts.size()))));
    }
    return answers;
  }

  private List<Answer> together(List<Post> posts) {
    List<EncoderDescription> described = model.description().encoders();
    @Nullable EncodedContent[][] vectors = new EncodedContent[encoders.size()][posts.size()];
    Map<Integer, CovalenceException> faults = new HashMap<>();
    List<Encoding> running = new ArrayList<>();
    for (int e = 0; e < encoders.size(); e++) {
      running.add(start(posts, described.get(e).modality(), encoders.get(e)));
    }
    for (int e = 0; e < encoders.size(); e++) {
      collect(running.get(e), vectors[e], faults);
    }
    List<Integer> able = new ArrayList<>();
    for (int i = 0; i < posts.size(); i++) {
      if (!faults.containsKey(i) && lacksAll(vectors, i)) {
        faults.put(
            i,
            CovalenceException.data(
                "the post has none of what the model reads: " + modalities(),
                "post " + posts.get(i).id(),
                "give it one of them, or use another model"));
      }
      if (!faults.containsKey(i)) {
        able.add(i);
      }
    }
    Map<Integer, Prediction> predictions = able.isEmpty() ? Map.of() : fuse(posts, able, vectors);
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < posts.size(); i++) {
      Prediction prediction = predictions.get(i);
      answers.add(
          prediction != null
              ? new Answer.Predicted(prediction)
              : new Answer.Failed(posts.get(i).id(), Objects.requireNonNull(faults.get(i))));
    }
    return answers;
  }

  /** Vectors on their way: {@code vectors.get(k)} belongs to post number {@code owners.get(k)}. */
  private record Encoding(List<Integer> owners, List<Future<EncodedContent>> vectors) {}

  private static Encoding start(List<Post> posts, Modality modality, EncoderSession encoder) {
    List<Integer> owners = new ArrayList<>();
    List<Content> contents = new ArrayList<>();
    List<String> where = new ArrayList<>();
    for (int i = 0; i < posts.size(); i++) {
      Content content = posts.get(i).contents().get(modality);
      if (content != null) {
        owners.add(i);
        contents.add(content);
        where.add(
            content instanceof Content.Stored stored
                ? stored.file().toString()
                : modality + " of post " + posts.get(i).id());
      }
    }
    return new Encoding(owners, encoder.encode(contents, where));
  }

  private static void collect(
      Encoding encoding,
      @Nullable EncodedContent[] vectors,
      Map<Integer, CovalenceException> faults) {
    for (int k = 0; k < encoding.owners().size(); k++) {
      int post = encoding.owners().get(k);
      try {
        vectors[post] = encoding.vectors().get(k).get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof CovalenceException fault)) {
          throw new IllegalStateException("an encoder failed", e.getCause());
        }
        faults.put(post, fault);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while predicting", e);
      }
    }
  }

  @SuppressWarnings("ReferenceEquality") // a missing vector is a null entry
  private static boolean lacksAll(@Nullable EncodedContent[][] vectors, int post) {
    for (@Nullable EncodedContent[] ofEncoder : vectors) {
      if (ofEncoder[post] != null) {
        return false;
      }
    }
    return true;
  }

  private Map<Integer, Prediction> fuse(
      List<Post> posts, List<Integer> able, @Nullable EncodedContent[][] vectors) {
    List<EncoderDescription> described = model.description().encoders();
    List<Modality> modalities = model.description().modalities();
    Map<String, GraphInput> inputs = new HashMap<>();
    float[] presence = new float[able.size() * modalities.size()];
    for (int e = 0; e < described.size(); e++) {
      int column = modalities.indexOf(described.get(e).modality());
      int width = encoders.get(e).width();
      float[] rows = new float[able.size() * width];
      for (int row = 0; row < able.size(); row++) {
        EncodedContent vector = vectors[e][able.get(row)];
        if (vector != null) {
          System.arraycopy(vector.pooled(), 0, rows, row * width, width);
          presence[row * modalities.size() + column] = 1;
        }
      }
      inputs.put(described.get(e).name(), new FloatArray(rows, able.size(), width));
      if (described.get(e).states().isPresent()) {
        int stateWidth = described.get(e).states().get().width();
        putStates(described.get(e).name(), stateWidth, able, vectors[e], inputs);
      }
    }
    inputs.put(ModelDescription.PRESENCE, new FloatArray(presence, able.size(), modalities.size()));
    boolean weighs = model.fusion().output(ModelDescription.WEIGHTS).isPresent();
    Map<String, FloatArray> outputs =
        fusion.run(
            inputs,
            weighs
                ? Set.of(ModelDescription.LOGITS, ModelDescription.WEIGHTS)
                : Set.of(ModelDescription.LOGITS));

    Map<Integer, Prediction> predictions = new HashMap<>();
    FloatArray logits = Objects.requireNonNull(outputs.get(ModelDescription.LOGITS));
    for (int row = 0; row < able.size(); row++) {
      SortedMap<Modality, Double> weights = new TreeMap<>();
      SortedSet<Modality> present = new TreeSet<>();
      for (int m = 0; m < modalities.size(); m++) {
        if (presence[row * modalities.size() + m] > 0) {
          present.add(modalities.get(m));
          FloatArray told = outputs.get(ModelDescription.WEIGHTS);
          if (told != null) {
            weights.put(modalities.get(m), (double) told.values()[row * modalities.size() + m]);
          }
        }
      }
      predictions.put(
          able.get(row),
          Prediction.of(
              posts.get(able.get(row)).id(),
              Softmax.of(doubles(logits.row(row)), model.description().temperature()),
              present,
              weights));
    }
    return predictions;
  }

  /** Puts the states of one encoder, filled up to the longest, and which of them count. */
  private static void putStates(
      String encoder,
      int width,
      List<Integer> able,
      @Nullable EncodedContent[] contents,
      Map<String, GraphInput> inputs) {
    int steps = 1;
    for (int post : able) {
      EncodedContent content = contents[post];
      steps = Math.max(steps, content == null ? 0 : content.states().length / width);
    }
    float[] states = new float[able.size() * steps * width];
    float[] mask = new float[able.size() * steps];
    for (int row = 0; row < able.size(); row++) {
      EncodedContent content = contents[able.get(row)];
      if (content != null) {
        int length = content.states().length;
        System.arraycopy(content.states(), 0, states, row * steps * width, length);
        Arrays.fill(mask, row * steps, row * steps + length / width, 1);
      }
    }
    inputs.put(ModelDescription.states(encoder), new FloatArray(states, able.size(), steps, width));
    inputs.put(ModelDescription.mask(encoder), new FloatArray(mask, able.size(), steps));
  }

  private static double[] doubles(float[] numbers) {
    double[] doubles = new double[numbers.length];
    for (int k = 0; k < numbers.length; k++) {
      doubles[k] = numbers[k];
    }
    return doubles;
  }

  @Override
  public void close() {
    encoders.forEach(EncoderSession::close);
    fusion.close();
  }
}
