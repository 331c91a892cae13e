package dev.curfew.cli;

import java.util.List;

/**
 * A finding of the doctor command.
 *
 * @param subject what was checked
 * @param verdict the result
 * @param fact the details
 * @param next how to fix it; empty if there is nothing to fix
 */
record Finding(String subject, Verdict verdict, String fact, String next) {

    /** The result of a check. */
    enum Verdict {
        /** Available. */
        OK("ok"),
        /** Not available, but essential. */
        MISSING("MISSING"),
        /** Not available, but optional. */
        ABSENT("absent");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    static Finding ok(String subject, String fact) {
        return new Finding(subject, Verdict.OK, fact, "");
    }

    static Finding missing(String subject, String fact, String next) {
        return new Finding(subject, Verdict.MISSING, fact, next);
    }

    static Finding absent(String subject, String fact, String next) {
        return new Finding(subject, Verdict.ABSENT, fact, next);
    }

    List<String> lines() {
        String line = String.format("%-8s %-12s %s", verdict.word(), subject, TextTable.printable(fact))
                .stripTrailing();
        return next.isEmpty() ? List.of(line) : List.of(line, " ".repeat(22) + "next: " + TextTable.printable(next));
    }
}
