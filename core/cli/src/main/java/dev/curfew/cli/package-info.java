/** The command line program. */
@NullMarked
package dev.curfew.cli;

import org.jspecify.annotations.NullMarked;
