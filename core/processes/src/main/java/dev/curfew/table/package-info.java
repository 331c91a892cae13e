/** The system's process table and the marks of processes; not exported. */
@NullMarked
package dev.curfew.table;

import org.jspecify.annotations.NullMarked;
