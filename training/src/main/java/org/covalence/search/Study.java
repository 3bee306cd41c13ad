package org.covalence.search;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.covalence.post.Finding;
import org.covalence.search.Pruning.Advice;
import org.covalence.search.Trial.State;
import org.covalence.store.Excerpt;

/**
 * A search on disk: {@link #ask} for a trial, run it, tell what came of it.
 *
 * <pre>{@code
 * try (Study study = Study.open(file, plan)) {
 *   while (study.trials().size() < 50) {
 *     Trial trial = study.ask();
 *     study.end(trial.number(), train(trial.settings()));
 *   }
 * }
 * }</pre>
 *
 * <p>Everything told is on the disk before a method returns, so a study survives being killed at
 * any moment: opened again, it hands out the trials that had begun and not ended once more, with
 * the same numbers and settings, and then goes on. Trials run one after the other are the same
 * whether it was killed in between or not. Of trials that run beside each other, which one ends
 * first decides what is proposed next.
 *
 * <p>For any number of threads; one process at a time has the file. What is told of a trial that is
 * not running, steps that do not rise and values that are not finite are an {@link
 * IllegalArgumentException}, and change nothing.
 */
public final class Study implements AutoCloseable {
  private final StudyPlan plan;
  private final StudyFile file;
  private final Ledger ledger;
  private final Deque<Integer> interrupted = new ArrayDeque<>();
  private final List<Finding> findings;

  /**
   * What stands in the file of a study.
   *
   * @param trials in the order of their numbers; one that runs, or was killed, is a running one
   * @param findings what was odd about the file
   */
  public record Reading(List<Trial> trials, List<Finding> findings) {
    public Reading {
      trials = List.copyOf(trials);
      findings = List.copyOf(findings);
    }
  }

  private Study(StudyPlan plan, StudyFile file, Ledger ledger, List<Finding> findings) {
    this.plan = plan;
    this.file = file;
    this.ledger = ledger;
    this.findings = findings;
  }

  /**
   * Begins a study, or goes on with one.
   *
   * @param path its file; it is made where there is none
   * @throws org.covalence.store.CovalenceException where the file is that of another plan, which is
   *     told with what differs, a line in it is damaged, or somebody else writes it
   */
  public static Study open(Path path, StudyPlan plan) {
    StudyFile file = StudyFile.open(path, plan);
    try {
      Ledger ledger = new Ledger(plan.space());
      List<Finding> findings = new ArrayList<>(StudyFile.read(path, plan, ledger));
      file.cut();
      Study study = new Study(plan, file, ledger, findings);
      study.resume(path);
      return study;
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** Reads a study and leaves its file as it is, also while somebody writes it. */
  public static Reading read(Path path, StudyPlan plan) {
    Ledger ledger = new Ledger(plan.space());
    List<Finding> findings = StudyFile.read(path, plan, ledger);
    return new Reading(ledger.trials(), findings);
  }

  private void resume(Path path) {
    for (Trial trial : ledger.trials()) {
      if (trial.state() == State.RUNNING) {
        interrupted.add(trial.number());
        findings.add(
            Finding.noted(
                "interrupted-trial",
                path + " trial " + trial.number(),
                "the trial had begun and not ended",
                "nothing: it runs again with the same settings"));
      }
    }
    if (!interrupted.isEmpty()) {
      add(new StudyEvent.Resumed());
    }
  }

  /** The next trial to run. */
  public synchronized Trial ask() {
    if (!interrupted.isEmpty()) {
      return ledger.trial(interrupted.remove());
    }
    int number = ledger.size();
    Map<String, String> settings = plan.sampler().propose(plan, number, ledger.trials());
    add(new StudyEvent.Begun(number, settings));
    return ledger.trial(number);
  }

  /**
   * Tells how a running trial does.
   *
   * @param step how far it is, such as its epoch: at least 1, and above the last one told
   * @param value finite, and comparable with the values of other trials at the same step
   * @return whether it is worth going on; where it is not, {@link #prune} it
   */
  public synchronized Advice report(int number, int step, double value) {
    add(new StudyEvent.Reported(number, step, value));
    List<Trial> others = ledger.trials().stream().filter(t -> t.number() != number).toList();
    return plan.pruning().advise(ledger.trial(number), others, plan.direction());
  }

  /** Tells the finite value that a trial came to. */
  public synchronized void end(int number, double value) {
    add(new StudyEvent.Ended(number, value));
  }

  /** Gives a trial up; its reports remain. */
  public synchronized void prune(int number) {
    add(new StudyEvent.Pruned(number));
  }

  /**
   * Tells that a trial could not be run to its end. Nothing is learnt from it.
   *
   * @param reason for people; its first 60 characters are kept
   */
  public synchronized void fail(int number, String reason) {
    add(new StudyEvent.Failed(number, Excerpt.shown(reason)));
  }

  /** All trials that have begun, in the order of their numbers. */
  public synchronized List<Trial> trials() {
    return ledger.trials();
  }

  /** The trial with the best value, the first of those that share it; nothing where none ended. */
  public synchronized Optional<Trial> best() {
    return ledger.trials().stream()
        .filter(t -> t.state() == State.ENDED)
        .min(Comparator.comparing(t -> t.value().orElseThrow(), plan.direction().better()));
  }

  /** What was odd about the file when it was opened. */
  public synchronized List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** What it was opened with. */
  public StudyPlan plan() {
    return plan;
  }

  private void add(StudyEvent event) {
    ledger
        .fault(event)
        .ifPresent(
            fault -> {
              throw new IllegalArgumentException(fault);
            });
    file.append(event);
    ledger.apply(event);
  }

  @Override
  public synchronized void close() {
    file.close();
  }
}
