package org.covalence.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.covalence.report.SearchContent;
import org.covalence.search.Pruning.Advice;
import org.covalence.search.Study;
import org.covalence.search.Trial;
import org.covalence.spec.ExperimentSpec;
import org.covalence.spec.Settings;
import org.covalence.store.CovalenceException;
import org.covalence.train.Objective;

/** Runs the trials of a study, one after the other or some at the same time. */
final class Search {
  private static final int ENOUGH_FAILED = 10;

  private final Study study;
  private final Objective objective;
  private final Settings own;
  private final TuneSpec tune;
  private final int threads;
  private final Console console;

  /** Says that a trial is not worth going on with. */
  private static final class GivenUp extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GivenUp() {
      super("given up", null, false, false);
    }
  }

  /**
   * @param own what the user set of an experiment; what a trial proposes is put over it
   * @param threads that all trials share
   */
  Search(
      Study study, Objective objective, Settings own, TuneSpec tune, int threads, Console console) {
    this.study = study;
    this.objective = objective;
    this.own = own;
    this.tune = tune;
    this.threads = threads;
    this.console = console;
  }

  /** Runs trials until as many as were asked for are over. */
  void run() {
    long over = study.trials().stream().filter(t -> t.state() != Trial.State.RUNNING).count();
    AtomicLong left = new AtomicLong(Math.max(0, tune.trials() - over));
    if (over > 0) {
      console.say(over + " of " + tune.trials() + " trials are over; going on with the others");
    }
    try (Console.Bar bar = console.bar("trials", tune.trials(), "trials")) {
      bar.step(Math.min(over, tune.trials()));
      int workers = (int) Math.min(tune.parallelTrials(), left.get());
      if (workers > 1) {
        beside(workers, left, bar);
      } else {
        work(1, left, bar);
      }
    }
  }

  private void work(int workers, AtomicLong left, Console.Bar bar) {
    while (left.getAndDecrement() > 0) {
      run(study.ask(), Math.max(1, threads / workers));
      bar.step(1);
      if (isHopeless(study.trials())) {
        left.set(0);
      }
    }
  }

  /** A space whose first trials all fail is wrong in a way that the next ones would not mend. */
  private static boolean isHopeless(List<Trial> trials) {
    return trials.size() >= ENOUGH_FAILED
        && trials.stream().allMatch(t -> t.state() == Trial.State.FAILED);
  }

  private void beside(int workers, AtomicLong left, Console.Bar bar) {
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      CompletionService<Boolean> works = new ExecutorCompletionService<>(pool);
      for (int w = 0; w < workers; w++) {
        works.submit(() -> work(workers, left, bar), true);
      }
      for (int w = 0; w < workers; w++) {
        works.take().get();
      }
    } catch (InterruptedException e) {
      throw new CancellationException("the search was interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException("a trial ended in an error", e.getCause());
    } finally {
      // The others look at their interruption before every step.
      left.set(0);
      pool.shutdownNow();
      awaitEnd(pool);
    }
  }

  /** LibTorch would crash if the process ended under a running step. */
  private static void awaitEnd(ExecutorService pool) {
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = pool.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Trial trial, int ownThreads) {
    int number = trial.number();
    try {
      ExperimentSpec spec = spec(trial, ownThreads);
      double value = objective.value(spec, step -> report(number, step));
      study.end(number, value);
      tell(trial, tune.metric().title() + " " + percent(value));
    } catch (GivenUp e) {
      study.prune(number);
      tell(trial, "given up" + lastValue(number));
    } catch (CovalenceException e) {
      if (e.fault() != CovalenceException.Fault.USAGE) {
        throw e;
      }
      study.fail(number, e.what().replace('\n', ' '));
      tell(trial, "failed: " + e.what());
    }
  }

  private void report(int number, Objective.Step step) {
    if (study.report(number, step.epoch(), step.value()) == Advice.STOP && !step.isLast()) {
      throw new GivenUp();
    }
  }

  private String lastValue(int number) {
    return study.trials().get(number).reports().entrySet().stream()
        .reduce((before, last) -> last)
        .map(
            last ->
                " at epoch "
                    + last.getKey()
                    + " with "
                    + tune.metric().title()
                    + " "
                    + percent(last.getValue()))
        .orElse("");
  }

  private void tell(Trial trial, String outcome) {
    OptionalDouble best = study.best().map(Trial::value).orElse(OptionalDouble.empty());
    console.say(
        "trial "
            + trial.number()
            + ": "
            + outcome
            + (best.isPresent() ? " (best " + percent(best.getAsDouble()) + ")" : "")
            + "; "
            + SearchContent.told(trial.settings()));
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * value);
  }

  /** The experiment of a trial: what the user set, and the proposal over it. */
  private ExperimentSpec spec(Trial trial, int ownThreads) {
    Settings settings = settings(own, trial);
    settings.put("threads", Integer.toString(ownThreads), "the search");
    return read(settings);
  }

  /**
   * The experiment of a trial, with all the threads of the user.
   *
   * @param own what the user set of an experiment
   */
  static ExperimentSpec spec(Settings own, Trial trial) {
    return read(settings(own, trial));
  }

  private static Settings settings(Settings own, Trial trial) {
    List<String> keys = ExperimentSpec.declared().stream().map(d -> d.key()).toList();
    // What is said of an encoder that this trial does not choose is no fault.
    Settings settings = own.only(keys).permitAll();
    for (Map.Entry<String, String> proposed : trial.settings().entrySet()) {
      settings.put(proposed.getKey(), proposed.getValue(), "trial " + trial.number());
    }
    return settings;
  }

  private static ExperimentSpec read(Settings settings) {
    ExperimentSpec spec = ExperimentSpec.read(settings);
    settings.finish();
    return spec;
  }
}
