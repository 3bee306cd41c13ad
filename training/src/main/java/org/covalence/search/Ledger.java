package org.covalence.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.covalence.search.Trial.State;
import org.covalence.store.Excerpt;

/**
 * All trials of a study, as the events so far make them. An event that cannot follow what was
 * before changes nothing. For one thread at a time.
 */
final class Ledger {
  static final int MOST_TRIALS = 100_000;
  static final int MOST_STEP = 10_000_000;

  private final SearchSpace space;
  private final List<Entry> entries = new ArrayList<>();

  /** A trial that still changes; what is made of it is kept until it does. */
  private static final class Entry {
    final int number;
    final Map<String, String> settings;
    final TreeMap<Integer, Double> reports = new TreeMap<>();
    State state = State.RUNNING;
    OptionalDouble value = OptionalDouble.empty();
    String reason = "";
    Optional<Trial> trial = Optional.empty();

    Entry(StudyEvent.Begun begun) {
      this.number = begun.trial();
      this.settings = begun.settings();
    }

    Trial trial() {
      if (trial.isEmpty()) {
        trial = Optional.of(new Trial(number, settings, state, reports, value, reason));
      }
      return trial.get();
    }

    void end(State how) {
      state = how;
      trial = Optional.empty();
    }
  }

  Ledger(SearchSpace space) {
    this.space = space;
  }

  /** What keeps {@code event} from following what was before; nothing where it can. */
  Optional<String> fault(StudyEvent event) {
    if (event instanceof StudyEvent.Begun begun) {
      return begun.trial() == entries.size() && begun.trial() < MOST_TRIALS
          ? space.fault(begun.settings())
          : Optional.of(
              "expected trial "
                  + entries.size()
                  + " of at most "
                  + MOST_TRIALS
                  + " to begin, found "
                  + begun.trial());
    }
    if (event instanceof StudyEvent.Reported reported) {
      return notRunning(reported.trial()).or(() -> wrongStep(reported));
    }
    if (event instanceof StudyEvent.Ended ended) {
      return notRunning(ended.trial()).or(() -> notFinite(ended.value()));
    }
    if (event instanceof StudyEvent.Pruned pruned) {
      return notRunning(pruned.trial());
    }
    return event instanceof StudyEvent.Failed failed
        ? notRunning(failed.trial())
        : Optional.empty();
  }

  private Optional<String> notRunning(int trial) {
    if (trial < 0 || trial >= entries.size()) {
      return Optional.of("there is no trial " + trial);
    }
    State state = entries.get(trial).state;
    return state == State.RUNNING
        ? Optional.empty()
        : Optional.of("trial " + trial + " is over: it is " + state);
  }

  private Optional<String> wrongStep(StudyEvent.Reported reported) {
    TreeMap<Integer, Double> reports = entries.get(reported.trial()).reports;
    int before = reports.isEmpty() ? 0 : reports.lastKey();
    if (reported.step() <= before || reported.step() > MOST_STEP) {
      return Optional.of(
          "expected a step above "
              + before
              + " and up to "
              + MOST_STEP
              + " of trial "
              + reported.trial()
              + ", found "
              + reported.step());
    }
    return notFinite(reported.value());
  }

  private static Optional<String> notFinite(double value) {
    return Double.isFinite(value)
        ? Optional.empty()
        : Optional.of(
            "expected a finite value, found " + value + "; a trial without one has failed");
  }

  /** Takes in an event that has no {@link #fault}. */
  void apply(StudyEvent event) {
    if (event instanceof StudyEvent.Begun begun) {
      entries.add(new Entry(begun));
    } else if (event instanceof StudyEvent.Reported reported) {
      Entry entry = entries.get(reported.trial());
      entry.reports.put(reported.step(), reported.value());
      entry.trial = Optional.empty();
    } else if (event instanceof StudyEvent.Ended ended) {
      entries.get(ended.trial()).value = OptionalDouble.of(ended.value());
      entries.get(ended.trial()).end(State.ENDED);
    } else if (event instanceof StudyEvent.Pruned pruned) {
      entries.get(pruned.trial()).end(State.PRUNED);
    } else if (event instanceof StudyEvent.Failed failed) {
      entries.get(failed.trial()).reason = Excerpt.shown(failed.reason());
      entries.get(failed.trial()).end(State.FAILED);
    } else {
      // What they reported is reported again, and must not count twice, or against themselves.
      entries.stream()
          .filter(e -> e.state == State.RUNNING)
          .forEach(
              e -> {
                e.reports.clear();
                e.trial = Optional.empty();
              });
    }
  }

  int size() {
    return entries.size();
  }

  Trial trial(int number) {
    return entries.get(number).trial();
  }

  /** All trials, in the order of their numbers. */
  List<Trial> trials() {
    return entries.stream().map(Entry::trial).toList();
  }
}
