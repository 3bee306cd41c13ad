package org.covalence.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.covalence.encoder.Encoder;
import org.covalence.graph.OnnxFile;
import org.covalence.model.EncoderDescription;
import org.covalence.post.Modality;
import org.covalence.spec.EncoderSpec;
import org.covalence.split.LabelledPost;
import org.covalence.split.TrainingPart;
import org.covalence.store.CovalenceException;
import org.covalence.store.Progress;
import org.covalence.tensor.Parameters;
import org.covalence.text.Vocabulary;

/**
 * One encoder of an experiment from its spec to the saved model: how posts are prepared for it, how
 * its trainable part is built, and what a model folder keeps of it. One implementation for each
 * encoder spec.
 */
interface EncoderPlan extends AutoCloseable {
  /** What was asked for. */
  EncoderSpec spec();

  /** The encoder's name within a model, unlike that of any other. */
  String name();

  /** What the encoder reads. */
  default Modality modality() {
    return spec().modality();
  }

  /**
   * Fixes whatever is learnt from the training part alone, such as a vocabulary. Called once,
   * before {@link #prepare} for plans that prepare token by token, and after pictures that cannot
   * be used were taken out.
   */
  default void learn(TrainingPart training) {
    // What was published stays as it is.
  }

  /**
   * Prepares posts; one entry each, in order.
   *
   * @param progress hears of every post
   */
  Preparedness prepare(List<LabelledPost> posts, Progress progress);

  /** Prepared posts, and those whose content cannot be used, by position. */
  record Preparedness(Inputs inputs, Map<Integer, CovalenceException> faults) {}

  /** Whether {@link #prepare} depends on the training part. */
  default boolean preparesAfterLearning() {
    return false;
  }

  /**
   * Whether fitting it is faster on several threads. An LSTM is not: its many small steps cost more
   * to share than to do.
   */
  default boolean gainsFromThreads() {
    return false;
  }

  /** Builds the trainable part with fresh weights. */
  Encoder build(Parameters parameters);

  /** Features to standardise by; empty for an encoder whose features move while it is trained. */
  default Optional<List<float[]>> examples(Inputs training) {
    return Optional.empty();
  }

  /** States to standardise by, where there are features to standardise by and states. */
  default Optional<List<float[]>> stateExamples(Inputs training) {
    return training instanceof StateInputs states
        ? Optional.of(states.examples())
        : Optional.empty();
  }

  /**
   * What {@code model.json} says of the encoder.
   *
   * @param withStates whether its graph also tells its states; only where it has some
   */
  EncoderDescription description(Encoder built, boolean withStates);

  /** The graph that a model folder keeps; empty for an encoder without a network. */
  default Optional<OnnxFile> graph(Encoder built, boolean withStates) {
    return built.write(name());
  }

  /** The vocabulary that a model folder keeps; empty for an encoder without words. */
  default Optional<Vocabulary> vocabulary() {
    return Optional.empty();
  }

  /** Further files that a model folder keeps, by name. */
  default Map<String, String> files() {
    return Map.of();
  }

  /** Lines to tell the user about what was learnt or found; may be none. */
  default List<String> remarks() {
    return List.of();
  }

  @Override
  default void close() {}
}
