/** What to expect of the output: expectations, matches, and failures. */
@NullMarked
package dev.curfew.expect;

import org.jspecify.annotations.NullMarked;
