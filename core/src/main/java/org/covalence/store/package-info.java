/**
 * What all of Covalence needs of the disk and of failing: atomic writing, content hashes, limits,
 * files of tensors, and the one exception for faults a user can mend. Nothing here knows what a
 * post is.
 */
@org.jspecify.annotations.NullMarked
package org.covalence.store;
