/**
 * Search over settings: which values there are, how the next trial is proposed, when one is given
 * up, what all of them taught, and the file that keeps them. What a trial does is known to its
 * caller alone; nothing here trains, and nothing touches PyTorch.
 */
@org.jspecify.annotations.NullMarked
package org.covalence.search;
