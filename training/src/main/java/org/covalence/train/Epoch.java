package org.covalence.train;

/**
 * What an epoch came to: one line of {@code training.jsonl}.
 *
 * @param epoch from 1
 * @param loss mean training loss
 * @param accuracy on the validation part
 * @param macroF1 on the validation part
 * @param best whether it is the best one so far, by macro-F1
 */
public record Epoch(
    int epoch,
    double loss,
    double validationLoss,
    double accuracy,
    double macroF1,
    double learningRate,
    double seconds,
    boolean best) {}
