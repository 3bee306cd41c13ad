/**
 * What can be said of a corpus before anything is learnt: counts by label and modality, what the
 * label rule left out, copies, suspicious pictures and the floors. It is computed here and printed
 * elsewhere. Nothing is changed or repaired.
 */
@org.jspecify.annotations.NullMarked
package org.covalence.inspect;
