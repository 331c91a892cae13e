/** Admits clients to sandboxes, a limited number at the same time, and keeps entered ones ready; not exported. */
@NullMarked
package dev.curfew.entry;

import org.jspecify.annotations.NullMarked;
