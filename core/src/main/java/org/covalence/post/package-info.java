/**
 * Posts as they are: modalities, what a post says in each, and what a reader found odd. No labels
 * and no files are read here.
 */
@org.jspecify.annotations.NullMarked
package org.covalence.post;
