package org.covalence.layer;

/** Whether a network is being fitted, which switches dropout on and lets batch norms move. */
public enum Phase {
  TRAINING,
  INFERENCE;

  public boolean isTraining() {
    return this == TRAINING;
  }
}
