package org.covalence.spec;

/** How a model is fitted. */
public record TrainingSpec(
    @Setting(about = "most epochs to train", value = "10", min = 1, max = 10_000) int epochs,
    @Setting(
            about = "epochs without a better validation score before training stops",
            value = "4",
            min = 1,
            max = 10_000)
        int patience,
    @Setting(
            about = "the first epoch whose weights may be kept",
            value = "6",
            min = 1,
            max = 10_000)
        int firstChoice,
    @Setting(
            about = "over how many epochs the validation macro-F1 is averaged before it decides",
            value = "3",
            min = 1,
            max = 1000)
        int smoothing,
    @Setting(about = "posts in a batch", value = "64", min = 1, max = 65_536) int batchSize,
    @Setting(
            about =
                "batches whose gradients are summed before a step: a larger batch in the memory of a small one",
            value = "1",
            min = 1,
            max = 65_536)
        int accumulate,
    @Setting(about = "highest learning rate of AdamW", value = "0.001", min = 1e-8, max = 10)
        double learningRate,
    @Setting(about = "weight decay of AdamW", value = "0.01", off = "0", min = 0, max = 10)
        double weightDecay,
    @Setting(
            about = "share of all steps in which the learning rate rises",
            value = "0.1",
            min = 0,
            max = 1)
        double warmUp,
    @Setting(
            about = "largest norm of the gradient; it is shortened to this",
            value = "1.0",
            min = 1e-6,
            max = 1e9)
        double clip,
    @Setting(
            about =
                "class weights: inverse class frequency to this power (0: none, 1: fully balanced)",
            value = "0.5",
            off = "0",
            min = 0,
            max = 2)
        double classWeightPower,
    @Setting(
            about = "share of the target spread evenly over all classes",
            value = "0.0",
            off = "0",
            min = 0,
            max = 0.9)
        double labelSmoothing,
    @Setting(
            about = "weight of each modality's own loss beside that of the whole",
            value = "1.0",
            off = "0",
            min = 0,
            max = 10)
        double auxiliaryWeight,
    @Setting(
            about =
                "decay of the running mean of the weights, which is what is validated and kept (0: the last weights)",
            value = "0.99",
            off = "0",
            min = 0,
            max = 0.9999)
        double averageDecay,
    @Setting(
            about =
                "fit a temperature and prediction sets on the validation part after training: probabilities that mean what they say",
            value = "true")
        boolean calibrate,
    @Setting(
            about =
                "fit once more, on the training and the validation part together, for as many epochs as were best",
            value = "false",
            off = "false")
        boolean refit) {

  /** The same for a training that ends with {@code lastEpoch} and keeps it, whatever it says. */
  public TrainingSpec lasting(int lastEpoch) {
    return new TrainingSpec(
        lastEpoch,
        patience,
        lastEpoch,
        smoothing,
        batchSize,
        accumulate,
        learningRate,
        weightDecay,
        warmUp,
        clip,
        classWeightPower,
        labelSmoothing,
        auxiliaryWeight,
        averageDecay,
        calibrate,
        refit);
  }
}
