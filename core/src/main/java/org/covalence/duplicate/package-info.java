/**
 * Posts that say the same: equal texts, equal texts after normalising, byte-identical pictures and
 * pictures that look the same. Groups of them, and which posts of a test part have a twin in
 * training. Nothing is removed here, and what a split does with groups is decided in {@code split}.
 */
@org.jspecify.annotations.NullMarked
package org.covalence.duplicate;
