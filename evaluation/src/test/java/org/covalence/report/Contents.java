package org.covalence.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.covalence.compare.Comparison;
import org.covalence.compare.Evaluation;
import org.covalence.compare.Scored;
import org.covalence.compare.Systems;

/** Made-up contents of reports. */
final class Contents {
  private Contents() {}

  /** A system that tells probabilities; its answers follow from name, seed and skill. */
  static Evaluation sure(String name, long seed, int posts, double skill) {
    return sure(name, seed, Systems.ids(posts), posts, skill);
  }

  static Evaluation sure(String name, long seed, List<String> ids, int posts, double skill) {
    Random random = new Random(seed * 31 + (long) (1000 * skill));
    int[] truth = Systems.truth(posts);
    double[][] probabilities =
        IntStream.range(0, posts)
            .mapToObj(i -> probabilities(truth[i], skill, random))
            .toArray(double[][]::new);
    int[] called = Arrays.stream(probabilities).mapToInt(Contents::largest).toArray();
    return Evaluation.of(
        Systems.protocol(),
        name,
        seed,
        Scored.of("test", ids, truth, called, Optional.of(probabilities)));
  }

  private static double[] probabilities(int truth, double skill, Random random) {
    double[] p = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
    p[truth] += 2 * skill * random.nextDouble();
    double sum = p[0] + p[1] + p[2];
    return new double[] {p[0] / sum, p[1] / sum, p[2] / sum};
  }

  private static int largest(double[] p) {
    return p[0] >= p[1] && p[0] >= p[2] ? 0 : p[1] >= p[2] ? 1 : 2;
  }

  static Comparison threeSystems() {
    return Comparison.of(
        List.of(
            sure("text", 1, 300, 0.5), sure("image", 1, 300, 0.3), sure("text+image", 1, 300, 1)));
  }

  static LearningCurve curve(String system) {
    return new LearningCurve(
        system,
        1,
        IntStream.rangeClosed(1, 6)
            .mapToObj(
                e ->
                    new LearningCurve.Point(
                        e, 1.0 / e, 0.5 + 0.05 * Math.abs(e - 4), 0.6 - 0.03 * Math.abs(e - 4)))
            .toList(),
        4);
  }

  /** Everything that a report may hold. */
  static ReportContent full() {
    Comparison comparison = threeSystems();
    List<Mistake> mistakes =
        comparison.evaluations().stream()
            .flatMap(e -> Mistake.worst(e, 4).stream())
            .map(
                m ->
                    m.withPost(
                        Optional.of("words of " + m.id()),
                        Optional.of(new InlinePicture("image/png", new byte[] {1, 2, 3}))))
            .toList();
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put("source", "posts/in a folder");
    provenance.put("java", "17");
    return new ReportContent(
        comparison,
        List.of(curve("text"), curve("image"), curve("text+image")),
        mistakes,
        List.of(
            new SubsetResult(
                "without twins",
                "Posts whose words also stand in training are left out.",
                List.of(sure("text", 1, 200, 0.5), sure("text+image", 1, 200, 1)))),
        provenance,
        "./covalence compare --config config.yaml --out OTHER");
  }

  /** Names and words that leave no room, run from right to left, or look like markup. */
  static ReportContent oddNames() {
    String word = "w".repeat(190);
    String path = "runs/2026-11-24/a-very-long-name-without-any-space/with/folders/inside.jsonl";
    String hebrew = "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd";
    Comparison comparison =
        Comparison.of(
            List.of(
                sure(word, 1, 90, 0.5),
                sure(path, 1, 90, 0.3),
                sure(hebrew, 1, 90, 1),
                sure("<b>bold</b> & \"quoted\"", 1, 90, 2)));
    return new ReportContent(
        comparison,
        List.of(curve(word), curve(path), curve(hebrew)),
        comparison.evaluations().stream()
            .flatMap(e -> Mistake.worst(e, 2).stream())
            .map(m -> m.withPost(Optional.of(word + word + " " + hebrew), Optional.empty()))
            .toList(),
        List.of(new SubsetResult(word, path, List.of(comparison.evaluations().get(0)))),
        Map.of(word, word),
        "covalence " + word);
  }

  /** Three systems of five trainings each, and one of a single training. */
  static ReportContent manySeeds() {
    List<Evaluation> evaluations = new ArrayList<>(List.of(sure("linear", 1, 200, 0.5)));
    List<LearningCurve> curves = new ArrayList<>();
    Map<String, Double> skills = new LinkedHashMap<>();
    skills.put("text", 0.6);
    skills.put("image", 0.4);
    skills.put("text+image", 1.2);
    skills.forEach(
        (name, skill) -> {
          for (long seed = 1; seed <= 5; seed++) {
            evaluations.add(sure(name, seed, 200, skill));
            LearningCurve curve = curve(name);
            curves.add(new LearningCurve(name, seed, curve.points(), curve.chosenEpoch()));
          }
        });
    return new ReportContent(
        Comparison.of(evaluations), curves, List.of(), List.of(), Map.of(), "");
  }

  /** The same comparison trained from two seeds. */
  static Comparison twoSeeds() {
    return Comparison.of(
        List.of(
            sure("text", 1, 100, 0.5),
            sure("text", 2, 100, 0.5),
            sure("text+image", 1, 100, 1),
            sure("text+image", 2, 100, 1)));
  }
}
