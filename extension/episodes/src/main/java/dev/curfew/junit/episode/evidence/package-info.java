/** Evidence of failed tests of agents: the episode, and all actions of the agent. */
@NullMarked
package dev.curfew.junit.episode.evidence;

import org.jspecify.annotations.NullMarked;
