/** Events of background processes: their ends, matches in their output, and reports that they are still running. */
@NullMarked
package dev.curfew.watch;

import org.jspecify.annotations.NullMarked;
