/** What a failed test leaves for a person: the state of its processes, and all that they printed. */
@NullMarked
package dev.curfew.junit.evidence;

import org.jspecify.annotations.NullMarked;
