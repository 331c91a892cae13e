/** What people see and do at a terminal: the screen, and the keys they press. */
@NullMarked
package dev.curfew.terminal;

import org.jspecify.annotations.NullMarked;
