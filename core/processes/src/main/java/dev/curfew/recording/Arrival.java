package dev.curfew.recording;

/**
 * The arrival of a part of a stream.
 *
 * @param end the offset after the last byte of the part
 * @param nanos when it arrived, in the time of {@link System#nanoTime()}
 */
public record Arrival(long end, long nanos) {}
