/**
 * Bringing encoded modalities together into one vector, and from it to classes. Every fusion takes
 * any number of modalities, any of them missing. How a modality was encoded is not known here.
 */
@org.jspecify.annotations.NullMarked
package org.covalence.fusion;
