/** Waiting for output: what to expect, what was found, and how it can fail. */
@NullMarked
package dev.curfew.expect;

import org.jspecify.annotations.NullMarked;
