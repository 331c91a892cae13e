/** Sandboxes that were entered: starts and ends commands and files in them; not exported. */
@NullMarked
package dev.curfew.connection;

import org.jspecify.annotations.NullMarked;
