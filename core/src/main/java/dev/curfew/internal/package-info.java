/** Helpers shared by the packages of this module; not exported. */
@NullMarked
package dev.curfew.internal;

import org.jspecify.annotations.NullMarked;
