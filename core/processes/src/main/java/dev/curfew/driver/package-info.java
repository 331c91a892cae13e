/** Drivers of sandboxes, which determine the clients that enter them, with all that containers need; not exported. */
@NullMarked
package dev.curfew.driver;

import org.jspecify.annotations.NullMarked;
