/** Tells what happens to processes while nobody looks: their ends, what they print, and that they still run. */
@NullMarked
package dev.curfew.watch;

import org.jspecify.annotations.NullMarked;
