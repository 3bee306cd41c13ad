/** Faces in a picture and their expression: two published networks, run as they are. */
@org.jspecify.annotations.NullMarked
package org.covalence.face;
