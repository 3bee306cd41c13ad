/**
 * Posts made worse on purpose: a modality taken away, noise in words, noise in pictures. Each is a
 * pure function from post to post, and what it draws depends on the seed and the post's id alone.
 * What a model makes of such posts is measured elsewhere.
 */
@org.jspecify.annotations.NullMarked
package org.covalence.disturb;
