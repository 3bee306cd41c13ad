/**
 * What a sentiment lexicon says about a post: VADER's words, its rules for the words around them,
 * and a row of features made of both. It reads texts as they were written, since capitals, marks
 * and emoticons count. Nothing is learnt here; how a post becomes token ids is told one package up.
 */
@org.jspecify.annotations.NullMarked
package org.covalence.text.lexicon;
