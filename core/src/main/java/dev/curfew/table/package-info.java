/** The process table of this system, and the marks that it shows; not exported. */
@NullMarked
package dev.curfew.table;

import org.jspecify.annotations.NullMarked;
