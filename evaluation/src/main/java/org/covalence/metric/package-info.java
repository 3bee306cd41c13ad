/**
 * What predictions are worth on labelled posts: counts of right and wrong by class, and the scores
 * that are computed from those counts alone. Every score is defined for every input: where a
 * formula divides by zero, the score is zero. How sure a score is, and whether two differ, is not
 * decided here.
 */
@org.jspecify.annotations.NullMarked
package org.covalence.metric;
