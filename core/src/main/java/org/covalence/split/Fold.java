package org.covalence.split;

/**
 * One turn of a cross-validation.
 *
 * @param repeat from 1; within a repeat every post is tested on once
 * @param number of the fold within its repeat, from 1
 * @param split the fold to test on, and the rest to train and validate on
 */
public record Fold(int repeat, int number, Split split) {}
