/**
 * Labelled posts and their parts. Training, validation and test parts are different types, so that
 * nothing that fits can see a test post.
 */
@org.jspecify.annotations.NullMarked
package org.covalence.split;
