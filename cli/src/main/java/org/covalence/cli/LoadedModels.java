package org.covalence.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.covalence.compare.Robustness.Model;
import org.covalence.runtime.Predictor;

/** Models that answer side by side. */
final class LoadedModels implements AutoCloseable {
  private final List<Model> models = new ArrayList<>();
  private final List<Predictor> predictors = new ArrayList<>();

  private LoadedModels() {}

  /** Loads all of them, or none. */
  static LoadedModels load(List<NamedPath> folders, int threads) {
    LoadedModels loaded = new LoadedModels();
    try {
      for (NamedPath folder : folders) {
        Predictor predictor = Predictor.load(folder.path(), threads);
        loaded.predictors.add(predictor);
        loaded.models.add(new Model(folder.name(), predictor.modalities(), false));
      }
      return loaded;
    } catch (RuntimeException e) {
      loaded.close();
      throw e;
    }
  }

  /** What they are, in the order in which they were named. */
  List<Model> models() {
    return List.copyOf(models);
  }

  /** What answers for a model. */
  Predictor predictor(Model model) {
    return predictors.get(models.indexOf(model));
  }

  /** How many posts of each class a model was fitted on, where it says so. */
  Optional<int[]> fitted(Model model) {
    return TrainedFrom.classes(predictor(model).description().provenance());
  }

  @Override
  public void close() {
    predictors.forEach(Predictor::close);
  }
}
