/** JSON within bounds, for input written by untrusted parties and by models. */
@NullMarked
package dev.curfew.json;

import org.jspecify.annotations.NullMarked;
