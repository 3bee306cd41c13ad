/**
 * The words of a post as numbers: tweets normalised and cut into tokens, the vocabulary that gives
 * each token its id, and the word vectors that give it a meaning. Training and prediction share
 * this one way from text to ids. No files of posts are read here and nothing is learnt.
 */
@org.jspecify.annotations.NullMarked
package org.covalence.text;
