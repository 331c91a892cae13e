/** Helpers shared by the packages of Curfew; exported to its own modules only. */
@NullMarked
package dev.curfew.internal;

import org.jspecify.annotations.NullMarked;
