/** Waiting: for expected output, which is searched as it arrives, and for other conditions. */
@NullMarked
package dev.curfew.search;

import org.jspecify.annotations.NullMarked;
