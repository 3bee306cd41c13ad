/**
 * All that is odd about native memory, once: loading PyTorch, scopes that free tensors, parameters
 * by name, seeds. Layers and the training loop stand on it and do not repeat it. Nothing here knows
 * what is learnt.
 */
@org.jspecify.annotations.NullMarked
package org.covalence.tensor;
