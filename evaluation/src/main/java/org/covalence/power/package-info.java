/**
 * What a test part could show, before anything is measured on it: how wide its intervals are, the
 * smallest difference it would most likely find, and how many posts a difference needs. The test is
 * McNemar's, as in every comparison. What was measured is not looked at here.
 */
@org.jspecify.annotations.NullMarked
package org.covalence.power;
