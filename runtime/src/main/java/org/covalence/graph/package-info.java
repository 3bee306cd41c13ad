/**
 * Networks as ONNX graphs: checking a file before anything native sees it, and running it. This is
 * the only package that knows ONNX Runtime. What a graph's inputs mean is not known here.
 */
@org.jspecify.annotations.NullMarked
package org.covalence.graph;
