/** What the extension adds to a test that starts nothing. */
@NullMarked
package dev.curfew.benchmarks.overhead;

import org.jspecify.annotations.NullMarked;
