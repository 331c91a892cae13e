/** Curfew and its peers, measured in the same run. */
@NullMarked
package dev.curfew.benchmarks;

import org.jspecify.annotations.NullMarked;
