/**
 * Systems measured on posts and against each other. An evaluation cannot be built without its
 * floor, its intervals and its signature, and only evaluations of the same posts under the same
 * protocol can be compared. How results are laid out for people and programs is not decided here.
 */
@org.jspecify.annotations.NullMarked
package org.covalence.compare;
