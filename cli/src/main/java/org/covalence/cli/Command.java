package org.covalence.cli;

import java.util.List;
import org.covalence.spec.Declared;
import org.covalence.spec.Settings;

/** One command of the program. */
interface Command {
  /** The word that calls it. */
  String name();

  /** One sentence for the list of commands. */
  String about();

  /** A call that works, for the help. */
  String example();

  /** What can be set, in the order of the help. */
  List<Declared> settings();

  /**
   * The word that may follow the command's name without a flag, as the key of its setting; empty
   * for none.
   */
  default String positional() {
    return "";
  }

  /** What became of the results of a call that was stopped from outside before its end. */
  default String whenStopped() {
    return "nothing was written";
  }

  /**
   * Does it.
   *
   * @param settings what the user set; the command takes what it knows and ends the reading
   */
  void run(Settings settings, Console console);
}
