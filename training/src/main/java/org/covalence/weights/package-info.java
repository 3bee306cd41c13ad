/**
 * Weights as they are published: files of named tensors, read as numbers and nothing else. Nothing
 * a file names is ever loaded or run, and no size it states is believed before it is checked. What
 * a tensor means, and into which layer it goes, is decided elsewhere.
 */
@org.jspecify.annotations.NullMarked
package org.covalence.weights;
