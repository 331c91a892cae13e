/** Many processes at once. */
@NullMarked
package dev.curfew.benchmarks.crowd;

import org.jspecify.annotations.NullMarked;
