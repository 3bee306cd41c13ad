package org.covalence.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.covalence.spec.Accepted;
import org.covalence.store.Excerpt;
import org.covalence.store.StrictJson;

/**
 * What a file says of one parameter, with everything that is wrong with it.
 *
 * @param domain empty where there is a fault
 * @param when the conditions as they are written
 */
record DomainNode(
    Optional<Domain> domain, SortedMap<String, List<String>> when, List<String> faults) {
  private static final int MOST_WORDS = 1000;
  private static final List<String> FIELDS =
      List.of("low", "high", "log", "whole", "step", "choice", "when");
  private static final String FORMS =
      "a list of values, or low and high; a value that does not change belongs into the configuration";

  /**
   * Reads a node.
   *
   * @param accepted what the setting takes; empty where there is no such setting
   */
  static DomainNode read(JsonNode node, Optional<Accepted> accepted) {
    Reading reading = new Reading(node, text -> accepted.flatMap(a -> a.refusal(text)));
    boolean isWhole = accepted.filter(a -> a.kind() == Accepted.Kind.WHOLE).isPresent();
    Optional<Domain> domain = reading.domain(isWhole);
    SortedMap<String, List<String>> when = reading.when();
    return new DomainNode(
        reading.faults.isEmpty() ? domain : Optional.empty(), when, List.copyOf(reading.faults));
  }

  @FunctionalInterface
  private interface Refusal {
    Optional<String> of(String text);
  }

  private static final class Reading {
    private final JsonNode node;
    private final Refusal refusal;
    private final List<String> faults = new ArrayList<>();

    Reading(JsonNode node, Refusal refusal) {
      this.node = node;
      this.refusal = refusal;
    }

    Optional<Domain> domain(boolean isWhole) {
      if (node.isArray()) {
        return choice(node);
      }
      if (!node.isObject()) {
        String found = node.asText().isBlank() ? "nothing" : StrictJson.kind(node);
        faults.add("expected " + FORMS + ", found " + found);
        return Optional.empty();
      }
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        if (!FIELDS.contains(field.getKey())) {
          faults.add(
              Excerpt.shown(field.getKey())
                  + " is not known here"
                  + SearchSpaceFile.didYouMean(field.getKey(), FIELDS));
        }
      }
      if (node.has("choice")) {
        if (FIELDS.subList(0, 5).stream().anyMatch(node::has)) {
          faults.add("expected a choice, or low and high, found both");
        }
        return choice(node.get("choice"));
      }
      return numbers(isWhole);
    }

    private Optional<Domain> choice(JsonNode list) {
      if (!list.isArray() || list.size() < 2 || list.size() > MOST_WORDS) {
        faults.add(
            "expected a list of 2 to "
                + MOST_WORDS
                + " values, found "
                + (list.isArray() ? list.size() : StrictJson.kind(list)));
        return Optional.empty();
      }
      List<String> words = words(list);
      words.forEach(word -> refusal.of(word).ifPresent(faults::add));
      return faults.isEmpty() ? Optional.of(new Domain.Choice(words)) : Optional.empty();
    }

    /** The words of a list, or the one that stands for itself. */
    private List<String> words(JsonNode list) {
      LinkedHashSet<String> words = new LinkedHashSet<>();
      for (JsonNode item : list.isArray() ? list : List.of(list)) {
        if (!item.isValueNode() || item.isNull() || item.asText().isBlank()) {
          faults.add("expected a value in the list, found " + StrictJson.kind(item));
        } else if (!words.add(item.asText())) {
          faults.add(Excerpt.shown(item.asText()) + " stands there twice");
        }
      }
      return List.copyOf(words);
    }

    private Optional<Domain> numbers(boolean settingIsWhole) {
      Optional<BigDecimal> low = number("low");
      Optional<BigDecimal> high = number("high");
      boolean log = flag("log").orElse(false);
      Optional<Boolean> said = flag("whole");
      if (settingIsWhole && said.filter(w -> !w).isPresent()) {
        faults.add("whole: the setting takes whole numbers only");
      }
      if (node.has("step") && !settingIsWhole && !said.orElse(false)) {
        faults.add("step: is for whole numbers; list the values instead, as in [0.1, 0.2, 0.3]");
      }
      Optional<BigDecimal> step = node.has("step") ? number("step") : Optional.of(BigDecimal.ONE);
      if (low.isEmpty() || high.isEmpty() || step.isEmpty()) {
        return Optional.empty();
      }
      checkBounds(low.get(), high.get(), log);
      if (settingIsWhole || said.orElse(false)) {
        checkWhole(low.get(), high.get(), step.get(), log);
        return faults.isEmpty()
            ? Optional.of(
                new Domain.Whole(
                    low.get().longValueExact(),
                    high.get().longValueExact(),
                    log,
                    step.get().longValueExact()))
            : Optional.empty();
      }
      return faults.isEmpty()
          ? Optional.of(new Domain.Real(low.get().doubleValue(), high.get().doubleValue(), log))
          : Optional.empty();
    }

    private void checkBounds(BigDecimal low, BigDecimal high, boolean log) {
      if (low.doubleValue() >= high.doubleValue()) {
        faults.add("expected low below high, found " + low + " and " + high);
      }
      if (log && low.doubleValue() <= 0) {
        faults.add("low: a logarithmic scale begins above zero, found " + low);
      }
    }

    private void checkWhole(BigDecimal low, BigDecimal high, BigDecimal step, boolean log) {
      List<BigDecimal> all = List.of(low, high, step);
      BigDecimal most = BigDecimal.valueOf(Domain.MOST_WHOLE);
      if (all.stream()
          .anyMatch(n -> n.abs().compareTo(most) > 0 || n.stripTrailingZeros().scale() > 0)) {
        faults.add("expected whole numbers up to " + most + ", found " + all);
      } else if (step.signum() <= 0) {
        faults.add("step: expected a number above zero, found " + step);
      } else if (high.subtract(low).remainder(step).signum() != 0) {
        faults.add("step: from " + low + " in steps of " + step + " one does not come to " + high);
      }
      if (log && step.compareTo(BigDecimal.ONE) != 0) {
        faults.add("step: has no meaning on a logarithmic scale");
      }
    }

    private Optional<BigDecimal> number(String field) {
      JsonNode value = node.path(field);
      if (value.isMissingNode()) {
        faults.add("expected " + FORMS + ", found no " + field);
        return Optional.empty();
      }
      try {
        BigDecimal number = new BigDecimal(value.asText());
        // A number with a million digits of exponent is text of ten characters.
        if (value.isContainerNode() || Math.abs((long) number.scale()) > 400) {
          throw new NumberFormatException();
        }
        if (!field.equals("step")) {
          refusal.of(plain(number)).ifPresent(r -> faults.add(field + ": " + r));
        }
        return Optional.of(number);
      } catch (NumberFormatException e) {
        faults.add(field + ": expected a number, found " + Excerpt.shown(value.asText()));
        return Optional.empty();
      }
    }

    /** A whole number without exponent, since settings of that kind take none. */
    private static String plain(BigDecimal number) {
      return number.stripTrailingZeros().scale() <= 0
          ? number.setScale(0).toPlainString()
          : Double.toString(number.doubleValue());
    }

    private Optional<Boolean> flag(String field) {
      JsonNode value = node.path(field);
      if (value.isMissingNode()) {
        return Optional.empty();
      }
      if (!value.isBoolean()) {
        faults.add(field + ": expected true or false, found " + Excerpt.shown(value.asText()));
      }
      return Optional.of(value.asBoolean());
    }

    SortedMap<String, List<String>> when() {
      SortedMap<String, List<String>> when = new TreeMap<>();
      JsonNode conditions = node.path("when");
      if (conditions.isMissingNode()) {
        return when;
      }
      if (!conditions.isObject() || conditions.isEmpty()) {
        faults.add("when: expected a setting and its words, as in when: {fusion: attention}");
        return when;
      }
      for (Map.Entry<String, JsonNode> condition : conditions.properties()) {
        List<String> words = words(condition.getValue());
        if (words.isEmpty()) {
          faults.add("when: expected words for " + Excerpt.shown(condition.getKey()));
        }
        when.put(condition.getKey(), words);
      }
      return when;
    }
  }
}
