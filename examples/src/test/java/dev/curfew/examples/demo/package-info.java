/** Runs the examples for a person who watches. */
@NullMarked
package dev.curfew.examples.demo;

import org.jspecify.annotations.NullMarked;
