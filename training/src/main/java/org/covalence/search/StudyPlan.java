package org.covalence.search;

/**
 * What makes two studies the same: the same plan and the same values give the same trials.
 *
 * @param seed where every proposal starts from
 */
public record StudyPlan(
    SearchSpace space, Direction direction, long seed, Sampler sampler, Pruning pruning) {}
