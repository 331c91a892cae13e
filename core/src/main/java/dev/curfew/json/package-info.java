/** JSON within bounds, for those who read what strangers and models write. */
@NullMarked
package dev.curfew.json;

import org.jspecify.annotations.NullMarked;
