/**
 * Background processes in JUnit Jupiter tests.
 *
 * <p>Start with {@link dev.curfew.junit.WithBackgroundProcesses}.
 */
@NullMarked
package dev.curfew.junit;

import org.jspecify.annotations.NullMarked;
