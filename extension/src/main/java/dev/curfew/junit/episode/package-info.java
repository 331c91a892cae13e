/**
 * Episodes and JUnit: rewards by tests, and tests of agents.
 *
 * <p>Begin at {@link dev.curfew.junit.episode.JUnitVerifier} and {@link dev.curfew.junit.episode.EpisodeTest}.
 */
@NullMarked
package dev.curfew.junit.episode;

import org.jspecify.annotations.NullMarked;
