/** The launch of a detached job. */
@NullMarked
package dev.curfew.benchmarks.job;

import org.jspecify.annotations.NullMarked;
