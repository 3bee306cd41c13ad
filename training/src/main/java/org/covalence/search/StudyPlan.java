package org.covalence.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.covalence.store.Excerpt;
import org.covalence.store.StrictJson;

/**
 * What makes two studies the same: with one plan and the same values, trials run one after the
 * other are the same.
 *
 * @param seed where every proposal starts from
 */
public record StudyPlan(
    SearchSpace space, Direction direction, long seed, Sampler sampler, Pruning pruning) {
  /** The version of the file's format. */
  static final int FORMAT = 1;

  private static final String SPACE = "space";

  /** The plan as the first line of a study's file tells it. */
  ObjectNode head() {
    ObjectNode head = StrictJson.object();
    head.put("study", FORMAT);
    head.put("direction", direction.word());
    head.put("seed", seed);
    head.put("sampler", sampler.signature());
    head.put("pruning", pruning.signature());
    space.about().forEach(head.putObject(SPACE)::put);
    head.put("fingerprint", space.fingerprint());
    return head;
  }

  /** In what a head differs from that of this plan, in words; nothing where it is the same. */
  List<String> differences(ObjectNode head) {
    List<String> differences = new ArrayList<>();
    ObjectNode own = head();
    for (String field : List.of("direction", "seed", "sampler", "pruning")) {
      compare(field, own.path(field), head.path(field), differences);
    }
    Set<String> keys = new LinkedHashSet<>();
    own.path(SPACE).fieldNames().forEachRemaining(keys::add);
    head.path(SPACE).fieldNames().forEachRemaining(keys::add);
    for (String key : keys) {
      compare(
          "space of " + Excerpt.shown(key),
          own.path(SPACE).path(key),
          head.path(SPACE).path(key),
          differences);
    }
    if (differences.isEmpty() && !StrictJson.line(own).equals(StrictJson.line(head))) {
      differences.add("the order or the words of its settings");
    }
    return differences;
  }

  private static void compare(String what, JsonNode own, JsonNode found, List<String> differences) {
    if (!own.asText().equals(found.asText())) {
      differences.add(what + ": " + shown(found) + " there, " + shown(own) + " here");
    }
  }

  private static String shown(JsonNode node) {
    return node.isMissingNode() ? "none" : Excerpt.shown(node.asText());
  }
}
