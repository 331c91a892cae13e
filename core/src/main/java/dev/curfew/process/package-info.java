/** The nouns: what to run, how it ended, and which process it was. */
@NullMarked
package dev.curfew.process;

import org.jspecify.annotations.NullMarked;
