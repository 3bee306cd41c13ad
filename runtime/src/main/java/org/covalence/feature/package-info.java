/**
 * Features of frozen encoders: computing them, and keeping them on disk so that they are computed
 * once. What is learnt from them is not known here.
 */
@org.jspecify.annotations.NullMarked
package org.covalence.feature;
