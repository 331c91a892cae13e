/** Sandboxes: values that describe where commands run, and how that environment is entered. */
@NullMarked
package dev.curfew.sandbox;

import org.jspecify.annotations.NullMarked;
