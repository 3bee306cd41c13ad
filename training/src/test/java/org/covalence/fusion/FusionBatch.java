package org.covalence.fusion;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What comes in.
 *
 * @param features pooled vectors by encoder
 * @param states by encoder, empty where it has none
 * @param masks of the states
 * @param presence posts × modalities
 */
record FusionBatch(
    int posts,
    List<float[]> features,
    List<float[]> states,
    List<float[]> masks,
    float[] presence) {
  /** Encoders under test; the fourth is a second one of the first modality. */
  static final List<String> NAMES = List.of("text", "image", "sound", "text-too");

  static final List<Integer> ORIGINS = List.of(0, 1, 2, 0);
  static final List<Integer> WIDTHS = List.of(5, 7, 4, 3);

  /** Steps of each encoder's states and their width; the third and the fourth have none. */
  static final List<Integer> STEPS = List.of(3, 2, 0, 0);

  static final int STATE_WIDTH = 4;

  /** One post for every combination of modalities, the empty one last. */
  static FusionBatch ofEveryCombination(int modalities, int encoders, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int posts = 1 << modalities;
    float[] presence = new float[posts * modalities];
    for (int post = 0; post < posts; post++) {
      for (int m = 0; m < modalities; m++) {
        presence[post * modalities + m] = (posts - 1 - post) >> m & 1;
      }
    }
    List<float[]> features = new ArrayList<>();
    List<float[]> states = new ArrayList<>();
    List<float[]> masks = new ArrayList<>();
    for (int e = 0; e < encoders; e++) {
      features.add(random(random, posts * WIDTHS.get(e)));
      states.add(random(random, posts * STEPS.get(e) * STATE_WIDTH));
      float[] mask = new float[posts * STEPS.get(e)];
      for (int i = 0; i < mask.length; i++) {
        mask[i] = i % STEPS.get(e) == 0 || random.nextBoolean() ? 1 : 0;
      }
      masks.add(mask);
    }
    return new FusionBatch(posts, features, states, masks, presence);
  }

  /** The same with other numbers where a modality or a step is missing. */
  FusionBatch withOtherFillers() {
    int modalities = presence.length / posts;
    List<float[]> others = new ArrayList<>();
    List<float[]> otherStates = new ArrayList<>();
    for (int e = 0; e < features.size(); e++) {
      float[] other = features.get(e).clone();
      for (int i = 0; i < other.length; i++) {
        if (presence[i / WIDTHS.get(e) * modalities + ORIGINS.get(e)] == 0) {
          other[i] = i % 2 == 0 ? 1e4f : -1e4f;
        }
      }
      others.add(other);
      float[] steps = states.get(e).clone();
      for (int i = 0; i < steps.length; i++) {
        int post = i / (STATE_WIDTH * STEPS.get(e));
        if (presence[post * modalities + ORIGINS.get(e)] == 0
            || masks.get(e)[i / STATE_WIDTH] == 0) {
          steps[i] = i % 2 == 0 ? 1e3f : -1e3f;
        }
      }
      otherStates.add(steps);
    }
    return new FusionBatch(posts, others, otherStates, masks, presence);
  }

  FusionBatch reversed() {
    List<float[]> turned = new ArrayList<>();
    List<float[]> turnedStates = new ArrayList<>();
    List<float[]> turnedMasks = new ArrayList<>();
    for (int e = 0; e < features.size(); e++) {
      turned.add(reversed(features.get(e), WIDTHS.get(e)));
      int steps = STEPS.get(e);
      turnedStates.add(steps == 0 ? states.get(e) : reversed(states.get(e), steps * STATE_WIDTH));
      turnedMasks.add(steps == 0 ? masks.get(e) : reversed(masks.get(e), steps));
    }
    return new FusionBatch(
        posts, turned, turnedStates, turnedMasks, reversed(presence, presence.length / posts));
  }

  static float[] reversed(float[] rows, int width) {
    float[] turned = new float[rows.length];
    int count = rows.length / width;
    for (int row = 0; row < count; row++) {
      System.arraycopy(rows, row * width, turned, (count - 1 - row) * width, width);
    }
    return turned;
  }

  static float[] random(SplittableRandom random, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (random.nextDouble() * 4 - 2);
    }
    return values;
  }
}
