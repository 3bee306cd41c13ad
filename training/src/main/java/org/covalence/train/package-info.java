/**
 * Fitting a model: preparing the parts of a split, the one training loop, and writing the result as
 * a model folder. What a layer computes is not known here, and no test part can be handed to what
 * fits.
 */
@org.jspecify.annotations.NullMarked
package org.covalence.train;
