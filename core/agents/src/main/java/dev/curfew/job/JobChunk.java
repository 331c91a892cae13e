package dev.curfew.job;

import org.apiguardian.api.API;

/**
 * A part of the output of a job, and where the next part begins.
 *
 * @param text the output, decoded as UTF-8; an incomplete character is left to the next chunk
 * @param next where the next chunk begins, in bytes from the beginning of the output
 * @param missedBytes how many bytes before this chunk were dropped from the bounded log
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public record JobChunk(String text, long next, long missedBytes) {}
