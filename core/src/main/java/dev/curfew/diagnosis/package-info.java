/** Facts about what went wrong, rendered once for exceptions, assertions and reports. */
@NullMarked
package dev.curfew.diagnosis;

import org.jspecify.annotations.NullMarked;
