/**
 * The words of a post as numbers: tweets normalised and cut into tokens, the vocabulary that gives
 * each token its id, the word vectors that give it a meaning, and beside them TF-IDF terms and the
 * word pieces of published encoders. Training and prediction share this one way from text to ids.
 * No files of posts are read here, and nothing is learnt but which words there are and how often.
 */
@org.jspecify.annotations.NullMarked
package org.covalence.text;
