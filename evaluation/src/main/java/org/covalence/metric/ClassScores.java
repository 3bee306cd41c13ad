package org.covalence.metric;

/**
 * How well one class was found; each score is a fraction, and zero where it is undefined.
 *
 * @param precision the share of the posts called this class that are of it
 * @param recall the share of the posts of this class that were called it
 * @param f1 the harmonic mean of the two
 * @param support how many posts are of this class
 */
public record ClassScores(double precision, double recall, double f1, int support) {}
