/**
 * Writing networks as ONNX graphs. It knows ONNX's protobuf form and nothing of PyTorch or of what
 * a network is for. Reading and running graphs is the runtime's.
 */
@org.jspecify.annotations.NullMarked
package org.covalence.onnx;
