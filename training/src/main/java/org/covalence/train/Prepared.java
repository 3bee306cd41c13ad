package org.covalence.train;

import java.util.List;
import org.covalence.label.Sentiment;
import org.covalence.post.Modality;
import org.covalence.split.Part;

/**
 * A part of a split, ready for a network.
 *
 * @param <P> which part it is, so that what fits cannot be handed the test part
 * @param inputs one for each encoder, each with as many posts as the part
 */
public record Prepared<P extends Part>(P part, List<Inputs> inputs) {
  public Prepared {
    inputs = List.copyOf(inputs);
    for (Inputs input : inputs) {
      if (input.size() != part.posts().size()) {
        throw new IllegalArgumentException(
            input.size() + " inputs for " + part.posts().size() + " posts");
      }
    }
  }

  /** How many posts. */
  public int size() {
    return part.posts().size();
  }

  /** The same posts for some of the encoders, by their positions. */
  Prepared<P> only(List<Integer> encoders) {
    return new Prepared<>(part, encoders.stream().map(inputs::get).toList());
  }

  /** The class of each post. */
  public int[] classes() {
    return part.posts().stream().map(p -> p.label()).mapToInt(Sentiment::ordinal).toArray();
  }

  /**
   * The class that each post's {@code modality} speaks for by itself, where annotators said so;
   * else the class of the post. A post without the modality has {@link Trainer#IGNORED}.
   */
  int[] classes(Modality modality) {
    return part.posts().stream()
        .mapToInt(
            p ->
                p.post().content(modality).isEmpty()
                    ? Trainer.IGNORED
                    : p.ownLabel(modality).orElse(p.label()).ordinal())
        .toArray();
  }

  /** How long post {@code i} is for the encoder that minds it most. */
  int length(int i) {
    return inputs.stream().mapToInt(input -> input.length(i)).max().orElse(0);
  }
}
