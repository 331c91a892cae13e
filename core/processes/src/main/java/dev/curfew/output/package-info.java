/** The output of processes: a log of the last bytes, addressed by marks. */
@NullMarked
package dev.curfew.output;

import org.jspecify.annotations.NullMarked;
