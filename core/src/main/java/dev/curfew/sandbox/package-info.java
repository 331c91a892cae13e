/** Where commands run: values that say which place, and how it is entered. */
@NullMarked
package dev.curfew.sandbox;

import org.jspecify.annotations.NullMarked;
