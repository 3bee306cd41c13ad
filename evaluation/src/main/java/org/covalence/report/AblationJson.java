package org.covalence.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.covalence.compare.Ablation;
import org.covalence.compare.Ablation.Effect;
import org.covalence.metric.Metric;
import org.covalence.spec.Variant;

/**
 * An ablation as {@code metrics.json}: the full configuration and each variant with all that {@link
 * MetricsJson} says of a system, what the difference between the two is, and every single fold.
 * Differences are the full configuration minus the variant, as fractions.
 */
public final class AblationJson {
  private AblationJson() {}

  /** The document as text that ends with a line feed. */
  public static String of(AblationContent content) {
    return MetricsJson.text(document(content));
  }

  /** The document as a tree. */
  public static ObjectNode document(AblationContent content) {
    Ablation ablation = content.ablation();
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("posts", ablation.posts());
    document.put("trainings", ablation.trainings());
    document.put("postsWithATwinInTraining", content.twins());
    document.set("full", MetricsJson.system(ablation.full()));
    ArrayNode variants = document.putArray("variants");
    List<String> verdicts = AblationWords.all(ablation);
    for (int i = 0; i < verdicts.size(); i++) {
      variants.add(variant(content.variants().get(i), ablation.effects().get(i), verdicts.get(i)));
    }
    ArrayNode folds = document.putArray("folds");
    ablation.folds().scores().forEach(score -> FoldsJson.add(score, folds.addObject()));
    ablation.full().protocol().labels().forEach(document.putArray("labels")::add);
    document.put("labelRule", ablation.full().protocol().labelRule());
    document.put("dataFingerprint", ablation.full().protocol().dataFingerprint());
    document.put("signature", ablation.signature().line());
    return document;
  }

  private static ObjectNode variant(Variant variant, Effect effect, String verdict) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("variant", variant.name()).put("about", variant.about());
    node.set("system", MetricsJson.system(effect.variant()));
    node.set("fullMinusVariant", MetricsJson.difference(effect.difference(), verdict));
    ObjectNode folds = node.putObject("overFolds");
    FoldsJson.add(effect.accuracyOverFolds(), folds.putObject(Metric.ACCURACY.key()));
    FoldsJson.add(effect.macroF1OverFolds(), folds.putObject(Metric.MACRO_F1.key()));
    node.put("sameAnswers", effect.isNoneAtAll());
    return node;
  }
}
