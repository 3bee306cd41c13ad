package org.covalence.runtime;

import org.covalence.predict.Prediction;
import org.covalence.store.CovalenceException;

/** What a model answers about one of many posts. */
public sealed interface Answer {
  /** The post. */
  String id();

  /** The model's prediction. */
  record Predicted(Prediction prediction) implements Answer {
    @Override
    public String id() {
      return prediction.id();
    }
  }

  /** Why there is none. */
  record Failed(String id, CovalenceException fault) implements Answer {}
}
