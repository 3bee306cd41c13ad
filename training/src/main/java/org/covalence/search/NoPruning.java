package org.covalence.search;

import java.util.List;

/** Lets every trial run to its end. */
public record NoPruning() implements Pruning {
  @Override
  public Advice advise(Trial trial, List<Trial> others, Direction direction) {
    return Advice.GO_ON;
  }

  @Override
  public String signature() {
    return "none";
  }
}
