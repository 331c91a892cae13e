package dev.curfew.json;

/**
 * A line that should contain a message.
 *
 * @param text the line, without its end; empty if it is too long
 * @param tooLong whether the line exceeded the maximum length and was skipped
 */
public record MessageLine(String text, boolean tooLong) {}
