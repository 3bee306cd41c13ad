package org.covalence.cli;

/**
 * One training of a cross-validation.
 *
 * @param system what is trained
 * @param repeat from 1
 * @param fold of the repeat, from 1
 * @param seed what it is trained from
 */
record FoldTraining(String system, int repeat, int fold, long seed) {
  /** A name for its files that no other training of the cross-validation has. */
  String name() {
    return system + "-repeat" + repeat + "-fold" + fold + "-seed" + seed;
  }
}
