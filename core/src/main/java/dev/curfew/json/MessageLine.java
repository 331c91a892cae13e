package dev.curfew.json;

/**
 * A line in which a message is expected.
 *
 * @param text the line, without its end; empty if it is too long
 * @param tooLong whether it was longer than is read, and skipped
 */
public record MessageLine(String text, boolean tooLong) {}
