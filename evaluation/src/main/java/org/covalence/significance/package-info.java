/**
 * Whether a difference between two systems could be chance: tests over paired results and the
 * correction for making several of them. They take counts and p-values and know no system. Which
 * pairs are tested, and what may be said of it, is decided where systems are compared.
 */
@org.jspecify.annotations.NullMarked
package org.covalence.significance;
