/** Evidence of failed tests: the state of the processes, and their complete output. */
@NullMarked
package dev.curfew.junit.evidence;

import org.jspecify.annotations.NullMarked;
