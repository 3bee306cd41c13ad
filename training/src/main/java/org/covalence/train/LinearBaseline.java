package org.covalence.train;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.covalence.label.Sentiment;
import org.covalence.post.Modality;
import org.covalence.predict.Prediction;
import org.covalence.split.LabelledPost;
import org.covalence.split.Part;
import org.covalence.split.TrainingPart;
import org.covalence.text.Terms;
import org.covalence.text.TextPreparation;

/**
 * What any network must beat: logistic regression, one class against the rest, on TF-IDF weights of
 * words and pairs of words, beside the standardised features of a frozen image network where there
 * is one. (LIBLINEAR: Fan et al., JMLR 2008.)
 *
 * <p>{@link Terms} that stand in two training posts or more count. Picture features are divided by
 * the root of their number and halved, so that the words are not drowned.
 */
public final class LinearBaseline {
  /** What results call it. */
  public static final String NAME = "linear";

  private static final double COST = 3;
  private static final double TOLERANCE = 1e-3;
  private static final double IMAGE_SHARE = 0.5;
  private static final int LEAST_POSTS = 2;
  private static final double CLASS_WEIGHT_POWER = 0.5;

  private final Terms terms;
  private final int imageWidth;
  private final double[] mean;
  private final double[] deviation;
  private final Model model;

  private LinearBaseline(Prepared<TrainingPart> training, int imageInput) {
    terms =
        Terms.of(
            training.part().posts().stream().map(LinearBaseline::words).toList(),
            LEAST_POSTS,
            Terms.MOST_TERMS);
    Inputs.Features features =
        imageInput < 0
            ? new Inputs.Features(new float[0][], 0)
            : training.inputs().get(imageInput).pooled().orElseThrow();
    imageWidth = features.width();
    mean = new double[imageWidth];
    deviation = new double[imageWidth];
    measure(features);
    model = fit(training, imageInput);
  }

  /**
   * Fits on what the networks are fitted on in the end, and predicts the test part. Nothing is
   * chosen on the validation part.
   */
  public static List<Prediction> predictTest(Experiment experiment) {
    int imageInput = experiment.origins().indexOf(Modality.IMAGE);
    if (imageInput >= 0 && experiment.training().inputs().get(imageInput).pooled().isEmpty()) {
      imageInput = -1;
    }
    LinearBaseline baseline = new LinearBaseline(experiment.fitted(), imageInput);
    return baseline.predict(experiment.test(), imageInput);
  }

  private void measure(Inputs.Features features) {
    double[] squares = new double[imageWidth];
    int count = 0;
    for (int i = 0; i < features.size(); i++) {
      if (features.has(i)) {
        count++;
        float[] row = features.rows()[i];
        for (int f = 0; f < imageWidth; f++) {
          mean[f] += row[f];
          squares[f] += (double) row[f] * row[f];
        }
      }
    }
    for (int f = 0; f < imageWidth && count > 0; f++) {
      mean[f] /= count;
      deviation[f] = Math.max(1e-6, Math.sqrt(Math.max(0, squares[f] / count - mean[f] * mean[f])));
    }
  }

  private Model fit(Prepared<TrainingPart> training, int imageInput) {
    int[] classes = training.classes();
    Problem problem = new Problem();
    problem.l = training.size();
    problem.n = terms.size() + imageWidth + 1;
    problem.bias = 1;
    problem.y = Arrays.stream(classes).asDoubleStream().toArray();
    problem.x = new Feature[problem.l][];
    for (int i = 0; i < problem.l; i++) {
      problem.x[i] = vector(training, i, imageInput);
    }
    Parameter parameter = new Parameter(SolverType.L2R_LR, COST, TOLERANCE);
    int[] present = Arrays.stream(classes).distinct().sorted().toArray();
    double[] weights =
        Arrays.stream(present)
            .mapToDouble(
                k ->
                    Math.pow(
                        (double) classes.length
                            / present.length
                            / Arrays.stream(classes).filter(c -> c == k).count(),
                        CLASS_WEIGHT_POWER))
            .toArray();
    parameter.setWeights(weights, present);
    Linear.disableDebugOutput();
    return Linear.train(problem, parameter);
  }

  private List<Prediction> predict(Prepared<? extends Part> part, int imageInput) {
    List<Prediction> predictions = new ArrayList<>();
    int[] labels = model.getLabels();
    double[] scores = new double[labels.length];
    for (int i = 0; i < part.size(); i++) {
      Linear.predictProbability(model, vector(part, i, imageInput), scores);
      double[] probabilities = new double[Sentiment.values().length];
      for (int k = 0; k < labels.length; k++) {
        probabilities[labels[k]] = scores[k];
      }
      LabelledPost post = part.part().posts().get(i);
      TreeSet<Modality> used = new TreeSet<>();
      if (post.post().text().isPresent()) {
        used.add(Modality.TEXT);
      }
      if (imageInput >= 0 && part.inputs().get(imageInput).has(i)) {
        used.add(Modality.IMAGE);
      }
      predictions.add(Prediction.of(post.id(), probabilities, used, Map.of()));
    }
    return predictions;
  }

  /** Features are numbered from 1, in ascending order; the last one is the constant. */
  private Feature[] vector(Prepared<? extends Part> part, int i, int imageInput) {
    List<Feature> vector = new ArrayList<>();
    Terms.Weights words = terms.weights(words(part.part().posts().get(i)));
    for (int t = 0; t < words.ids().length; t++) {
      vector.add(new FeatureNode(words.ids()[t] + 1, words.weights()[t]));
    }
    if (imageInput >= 0 && part.inputs().get(imageInput).has(i)) {
      float[] row = part.inputs().get(imageInput).pooled().orElseThrow().rows()[i];
      double scale = IMAGE_SHARE / Math.sqrt(imageWidth);
      for (int f = 0; f < imageWidth; f++) {
        vector.add(
            new FeatureNode(terms.size() + f + 1, scale * (row[f] - mean[f]) / deviation[f]));
      }
    }
    vector.add(new FeatureNode(terms.size() + imageWidth + 1, 1));
    return vector.toArray(Feature[]::new);
  }

  private static List<String> words(LabelledPost post) {
    return post.post().text().map(TextPreparation.DEFAULT::words).orElse(List.of());
  }
}
