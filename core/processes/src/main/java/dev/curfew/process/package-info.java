/** Values that describe processes: the command, its exit status, and its identity. */
@NullMarked
package dev.curfew.process;

import org.jspecify.annotations.NullMarked;
