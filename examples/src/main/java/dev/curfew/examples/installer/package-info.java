/** An interactive program that the examples test. */
@NullMarked
package dev.curfew.examples.installer;

import org.jspecify.annotations.NullMarked;
