/** Enters sandboxes and runs commands in them; not exported. */
@NullMarked
package dev.curfew.lane;

import org.jspecify.annotations.NullMarked;
