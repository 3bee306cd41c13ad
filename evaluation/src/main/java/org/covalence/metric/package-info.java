/**
 * What predictions are worth on labelled posts: counts of right and wrong by class, the scores that
 * are computed from those counts alone, and the scores of probabilities. A score from counts is
 * defined for every input: where a formula divides by zero, it is zero. How sure a score is,
 * whether two differ, and whether probabilities are honest, is not decided here.
 */
@org.jspecify.annotations.NullMarked
package org.covalence.metric;
