/** How sandboxes are entered, and how commands run in them; not exported. */
@NullMarked
package dev.curfew.lane;

import org.jspecify.annotations.NullMarked;
