/** What a benchmark is: peers in worker processes, sampled in turn, and a report on them. */
@NullMarked
package dev.curfew.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
