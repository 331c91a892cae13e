/** Assertions on the results of episodes, with AssertJ. */
@NullMarked
package dev.curfew.junit.episode.assertj;

import org.jspecify.annotations.NullMarked;
