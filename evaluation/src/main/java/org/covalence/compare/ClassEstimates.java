package org.covalence.compare;

import org.covalence.interval.Estimate;

/**
 * How well one class was found, with intervals.
 *
 * @param label the class
 * @param precision with Wilson's interval over the posts called this class
 * @param recall with Wilson's interval over the posts of this class
 * @param f1 with the bootstrap's interval
 * @param support how many posts are of this class
 */
public record ClassEstimates(
    String label, Estimate precision, Estimate recall, Estimate f1, int support) {}
