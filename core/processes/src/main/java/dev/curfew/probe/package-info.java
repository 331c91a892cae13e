/** Checks of whether a service is available; not exported. */
@NullMarked
package dev.curfew.probe;

import org.jspecify.annotations.NullMarked;
