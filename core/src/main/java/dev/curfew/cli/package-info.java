/** The command line. */
@NullMarked
package dev.curfew.cli;

import org.jspecify.annotations.NullMarked;
