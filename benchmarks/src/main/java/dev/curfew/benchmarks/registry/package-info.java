/** What it costs to ask a registry that holds as much as it may by default. */
@NullMarked
package dev.curfew.benchmarks.registry;

import org.jspecify.annotations.NullMarked;
