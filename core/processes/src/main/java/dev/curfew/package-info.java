/**
 * The front door: a {@link dev.curfew.ProcessRegistry} starts background processes and ends all of them, with their
 * descendants and files, when it is closed.
 */
@NullMarked
package dev.curfew;

import org.jspecify.annotations.NullMarked;
