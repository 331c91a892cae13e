/**
 * AssertJ assertions on processes, on what they print, on how they end and on what they leave behind.
 *
 * <p>Begin at {@link dev.curfew.junit.assertj.CurfewAssertions}.
 */
@NullMarked
package dev.curfew.junit.assertj;

import org.jspecify.annotations.NullMarked;
