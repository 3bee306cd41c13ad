/**
 * A corpus that the program draws itself, so that everything can be tried and shown without data:
 * tweets from a small grammar, pictures by Java2D, and annotators who err. It is written as files
 * and read back like any other corpus; nothing downstream knows that it is a demo.
 */
@org.jspecify.annotations.NullMarked
package org.covalence.demo;
