/** From sending a line to cat until the line is seen. */
@NullMarked
package dev.curfew.benchmarks.roundtrip;

import org.jspecify.annotations.NullMarked;
