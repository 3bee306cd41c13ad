/**
 * What a model says of a post, and the line of JSON it is written as. How it comes to say so is not
 * here.
 */
@org.jspecify.annotations.NullMarked
package org.covalence.predict;
