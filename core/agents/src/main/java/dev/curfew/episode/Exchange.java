package dev.curfew.episode;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * A tool call and its answer.
 *
 * @param turn the turn, from 1
 * @param call the call of the agent, in JSON; truncated if it is very long
 * @param answer the answer to the agent, in JSON
 * @param took the duration of the call
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public record Exchange(int turn, String call, String answer, Duration took) {}
