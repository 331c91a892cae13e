/** Starts commands as processes on pipes and terminals; not exported. */
@NullMarked
package dev.curfew.spawn;

import org.jspecify.annotations.NullMarked;
