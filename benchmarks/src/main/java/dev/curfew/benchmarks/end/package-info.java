/** From the decision to end many processes until they are gone: by a call, or by the death of the JVM. */
@NullMarked
package dev.curfew.benchmarks.end;

import org.jspecify.annotations.NullMarked;
