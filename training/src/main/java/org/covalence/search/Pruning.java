package org.covalence.search;

import java.util.List;

/** Decides on the way which trials are not worth their time. */
public sealed interface Pruning permits Asha, NoPruning {
  /** What a trial is told when it reports. */
  enum Advice {
    GO_ON,
    /** Others have done better with as much; a trial that is done anyway need not care. */
    STOP
  }

  /**
   * What to do with a trial.
   *
   * @param trial as it stands, its last report the one to judge
   * @param others all others, however far they have come
   */
  Advice advise(Trial trial, List<Trial> others, Direction direction);

  /** Name and settings; rules that advise differently have different ones. */
  String signature();
}
