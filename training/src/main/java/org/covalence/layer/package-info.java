/**
 * The bricks of networks. Each layer is one class that runs in PyTorch and writes itself as ONNX
 * nodes with its weights; the two stand side by side, and one contract test runs every layer both
 * ways. How layers make an encoder or a fusion is decided elsewhere.
 */
@org.jspecify.annotations.NullMarked
package org.covalence.layer;
