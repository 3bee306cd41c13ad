/**
 * The command line: what each command asks for, does and prints. Results go to standard output, all
 * that is said to people to standard error. Whatever could be of use to another program stands in
 * another module.
 */
@org.jspecify.annotations.NullMarked
package org.covalence.cli;
