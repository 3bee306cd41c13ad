/**
 * Splits as others have published them: which ids are in which part, read from the files that went
 * around with papers. Ids are taken and labels are compared; texts, pictures and labels come from
 * the data itself. What becomes of the parts is decided in {@code split}.
 */
@org.jspecify.annotations.NullMarked
package org.covalence.published;
