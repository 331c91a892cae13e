/** What the examples share. */
@NullMarked
package dev.curfew.examples.support;

import org.jspecify.annotations.NullMarked;
