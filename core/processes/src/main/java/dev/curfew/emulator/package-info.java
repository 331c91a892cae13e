/** The terminal emulator: computes the screen that results from the output of a program. */
@NullMarked
package dev.curfew.emulator;

import org.jspecify.annotations.NullMarked;
