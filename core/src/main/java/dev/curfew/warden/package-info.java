/** The end: finds every process of a scope, ends it, and proves it; not exported. */
@NullMarked
package dev.curfew.warden;

import org.jspecify.annotations.NullMarked;
