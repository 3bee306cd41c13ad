package org.covalence.spec;

/**
 * An experiment that differs from another one, the full configuration, in one part.
 *
 * @param name what it is called for by
 * @param title what it is called in results, as {@code without bge} or {@code with epochs=3}
 * @param about what is different, as {@code fusion-dropout 0 instead of 0.5}
 * @param spec the experiment
 */
public record Variant(String name, String title, String about, ExperimentSpec spec) {}
