/** Whether a service is there; not exported. */
@NullMarked
package dev.curfew.probe;

import org.jspecify.annotations.NullMarked;
