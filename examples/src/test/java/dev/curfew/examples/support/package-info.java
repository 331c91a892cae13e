/** Support for the examples. */
@NullMarked
package dev.curfew.examples.support;

import org.jspecify.annotations.NullMarked;
