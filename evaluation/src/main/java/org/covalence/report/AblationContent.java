package org.covalence.report;

import java.util.List;
import java.util.Map;
import org.covalence.compare.Ablation;
import org.covalence.spec.Variant;

/**
 * What a report of an ablation is made of.
 *
 * @param variants what was left out, in the order of the effects
 * @param twins how many posts say the same as one that the models which were tested on them learnt
 *     from
 * @param provenance where it comes from, by name
 * @param command what gives it again
 */
public record AblationContent(
    Ablation ablation,
    List<Variant> variants,
    int twins,
    Map<String, String> provenance,
    String command) {
  public AblationContent {
    variants = List.copyOf(variants);
    if (!variants.stream()
        .map(Variant::title)
        .toList()
        .equals(ablation.effects().stream().map(e -> e.variant().system()).toList())) {
      throw new IllegalArgumentException("expected an effect for each variant, in their order");
    }
  }
}
