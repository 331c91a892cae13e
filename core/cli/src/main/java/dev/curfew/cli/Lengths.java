package dev.curfew.cli;

import java.time.Duration;

/** Formats durations for display, with at most two units. */
final class Lengths {

    private Lengths() {}

    static String text(Duration length) {
        if (length.toDays() > 0) {
            return length.toDays() + " d " + length.toHoursPart() + " h";
        }
        if (length.toHours() > 0) {
            return length.toHours() + " h " + length.toMinutesPart() + " min";
        }
        return length.toMinutes() > 0
                ? length.toMinutes() + " min " + length.toSecondsPart() + " s"
                : Math.max(0, length.toSeconds()) + " s";
    }
}
