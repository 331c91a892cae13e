/** What people do at a terminal: the keys they press. */
@NullMarked
package dev.curfew.terminal;

import org.jspecify.annotations.NullMarked;
