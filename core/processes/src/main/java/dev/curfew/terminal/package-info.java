/** The terminal as seen by its user: the screen, and the keys. */
@NullMarked
package dev.curfew.terminal;

import org.jspecify.annotations.NullMarked;
