/**
 * Whether the probabilities of a system are honest, and what can be done with them: reliability,
 * the temperature that makes them honest, what is gained by leaving out unsure posts, and sets of
 * classes that hold the truth as often as promised. Whatever is fitted here is fitted on posts that
 * no result is measured on; that the caller keeps to this is the business of the types of a split.
 */
@org.jspecify.annotations.NullMarked
package org.covalence.calibration;
