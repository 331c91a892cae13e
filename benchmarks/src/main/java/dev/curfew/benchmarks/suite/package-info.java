/** A test class as users write it, with commands that start, talk and end. */
@NullMarked
package dev.curfew.benchmarks.suite;

import org.jspecify.annotations.NullMarked;
