/**
 * Sentiments, what annotators said, and the rules that make one label of it. Rules are values; each
 * names itself in every result.
 */
@org.jspecify.annotations.NullMarked
package org.covalence.label;
