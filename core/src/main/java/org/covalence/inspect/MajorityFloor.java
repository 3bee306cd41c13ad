package org.covalence.inspect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.covalence.label.Sentiment;
import org.covalence.store.StrictJson;

/**
 * What always naming the commonest class reaches. With the share p of that class, its precision is
 * p and its recall 1, so its F1 is 2p/(1+p); that of the other classes is 0.
 *
 * @param label the commonest class; the first of equals
 * @param accuracy p, in [0, 1]
 * @param macroF1 the F1 above over the number of classes ({@link Sentiment})
 * @param weightedF1 the F1 above times p
 */
public record MajorityFloor(Sentiment label, double accuracy, double macroF1, double weightedF1) {
  /** The floor for so many posts of each class; all 0 where there are none. */
  static MajorityFloor of(LabelCounts counts) {
    Sentiment most = Sentiment.values()[0];
    for (Sentiment label : Sentiment.values()) {
      if (counts.count(label) > counts.count(most)) {
        most = label;
      }
    }
    double share = counts.total() == 0 ? 0 : (double) counts.count(most) / counts.total();
    double f1 = 2 * share / (1 + share);
    return new MajorityFloor(most, share, f1 / Sentiment.values().length, f1 * share);
  }

  ObjectNode toJson() {
    return StrictJson.object()
        .put("label", label.label())
        .put("accuracy", accuracy)
        .put("macroF1", macroF1)
        .put("weightedF1", weightedF1);
  }
}
