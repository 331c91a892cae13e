/**
 * Episodes and JUnit: tests that determine rewards, and tests of agents.
 *
 * <p>Start with {@link dev.curfew.junit.episode.JUnitVerifier} and {@link dev.curfew.junit.episode.EpisodeTest}.
 */
@NullMarked
package dev.curfew.junit.episode;

import org.jspecify.annotations.NullMarked;
