/**
 * Whether a difference between systems could be chance, and how large it is: tests over paired
 * results, over folds and over seeds, effect sizes, and corrections for making several tests. They
 * take counts, scores and p-values and know no system. Which pairs are tested, and what may be said
 * of it, is decided where systems are compared.
 */
@org.jspecify.annotations.NullMarked
package org.covalence.significance;
