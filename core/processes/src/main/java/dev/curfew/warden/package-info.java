/** Finds every process of a scope, ends it, and proves that it has ended; not exported. */
@NullMarked
package dev.curfew.warden;

import org.jspecify.annotations.NullMarked;
