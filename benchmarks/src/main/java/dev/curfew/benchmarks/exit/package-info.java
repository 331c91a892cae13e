/** From the death of a process until the wait for it returns. */
@NullMarked
package dev.curfew.benchmarks.exit;

import org.jspecify.annotations.NullMarked;
