/** Diagnoses of failures, rendered in the same way by exceptions, assertions and reports. */
@NullMarked
package dev.curfew.diagnosis;

import org.jspecify.annotations.NullMarked;
