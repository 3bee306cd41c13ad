/**
 * How sure a number is: Wilson's interval for a proportion, Tango's for the difference of two, the
 * bootstrap for every other score of posts. Posts come in as counts of posts that look alike, and
 * of groups that do, so that nothing here knows a class, a metric or a system. Whether two systems
 * differ is not decided here.
 */
@org.jspecify.annotations.NullMarked
package org.covalence.interval;
