/** What a call of the agent's tool costs. */
@NullMarked
package dev.curfew.benchmarks.tool;

import org.jspecify.annotations.NullMarked;
