/** The output of processes: kept in a bounded log, addressed by marks, decoded on demand. */
@NullMarked
package dev.curfew.output;

import org.jspecify.annotations.NullMarked;
