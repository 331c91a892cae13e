/** The cost of an episode besides the work in it. */
@NullMarked
package dev.curfew.benchmarks.episode;

import org.jspecify.annotations.NullMarked;
