package org.covalence.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.covalence.feature.FeatureExtractor;
import org.covalence.post.Content;
import org.covalence.post.Modality;
import org.covalence.split.LabelledPost;
import org.covalence.store.CovalenceException;
import org.covalence.store.Progress;

/**
 * What a frozen image encoder says of posts, by position.
 *
 * @param rows features; empty where there is no picture, or none that can be used
 * @param keys what caches know the pictures by; empty in the same places
 * @param faults of pictures that cannot be used
 */
@SuppressWarnings("ArrayRecordComponent") // a record for its brevity; nothing compares two of them
record FrozenPictures(float[][] rows, String[] keys, Map<Integer, CovalenceException> faults) {
  /** Extracts the features of every post that has a picture. */
  static FrozenPictures of(
      List<LabelledPost> posts, FeatureExtractor extractor, Progress progress) {
    List<Integer> owners = new ArrayList<>();
    List<FeatureExtractor.Picture> pictures = new ArrayList<>();
    for (int i = 0; i < posts.size(); i++) {
      Optional<Content> content = posts.get(i).post().content(Modality.IMAGE);
      if (content.isPresent()) {
        owners.add(i);
        pictures.add(
            new FeatureExtractor.Picture(
                content.get(), Pictures.place(posts.get(i), content.get())));
      }
    }
    float[][] rows = new float[posts.size()][0];
    String[] keys = new String[posts.size()];
    Arrays.fill(keys, "");
    Map<Integer, CovalenceException> faults = new HashMap<>();
    List<FeatureExtractor.Result> results = extractor.extract(pictures, progress);
    for (int k = 0; k < results.size(); k++) {
      if (results.get(k) instanceof FeatureExtractor.Result.Features features) {
        rows[owners.get(k)] = features.values();
        keys[owners.get(k)] = features.key();
      } else {
        faults.put(owners.get(k), ((FeatureExtractor.Result.Failed) results.get(k)).fault());
      }
    }
    return new FrozenPictures(rows, keys, faults);
  }

  /** The rows of posts that have a picture, to standardise by. */
  static Optional<List<float[]>> examples(Inputs training) {
    List<float[]> rows = training.pooled().orElseThrow().present();
    if (rows.isEmpty()) {
      throw Pictures.nonePresent();
    }
    return Optional.of(rows);
  }
}
