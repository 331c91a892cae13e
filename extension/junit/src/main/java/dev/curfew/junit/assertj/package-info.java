/**
 * AssertJ assertions on processes: on their output, on how they end and on what they leave behind.
 *
 * <p>Start with {@link dev.curfew.junit.assertj.CurfewAssertions}.
 */
@NullMarked
package dev.curfew.junit.assertj;

import org.jspecify.annotations.NullMarked;
