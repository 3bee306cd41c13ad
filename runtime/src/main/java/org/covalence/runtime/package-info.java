/**
 * Predicting with a saved model: the small public face of Covalence for programs that have a model
 * and want answers. It needs no PyTorch.
 */
@org.jspecify.annotations.NullMarked
package org.covalence.runtime;
