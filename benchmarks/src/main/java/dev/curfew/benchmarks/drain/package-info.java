/** Reading a flood in bounded memory. */
@NullMarked
package dev.curfew.benchmarks.drain;

import org.jspecify.annotations.NullMarked;
