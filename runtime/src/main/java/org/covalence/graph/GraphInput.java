package org.covalence.graph;

/** What can be put into a graph. */
public sealed interface GraphInput permits FloatArray, LongArray {}
