/**
 * Trainable encoders: each turns one prepared modality of a batch into vectors, and writes itself
 * as a graph of its own. What is prepared and how vectors are fused is not known here.
 */
@org.jspecify.annotations.NullMarked
package org.covalence.encoder;
