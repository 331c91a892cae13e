/** From the decision to start a process until its first byte. */
@NullMarked
package dev.curfew.benchmarks.start;

import org.jspecify.annotations.NullMarked;
