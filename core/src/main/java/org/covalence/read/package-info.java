/**
 * Readers of the layouts in which posts are found, each of which returns posts and findings. What
 * the posts mean is decided by label rules, not here.
 */
@org.jspecify.annotations.NullMarked
package org.covalence.read;
