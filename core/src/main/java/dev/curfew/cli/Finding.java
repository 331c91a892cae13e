package dev.curfew.cli;

import java.util.List;

/**
 * What the doctor found.
 *
 * @param subject what it is about
 * @param verdict how it is
 * @param fact what was found
 * @param next what to do about it; empty if nothing has to be done
 */
record Finding(String subject, Verdict verdict, String fact, String next) {

    /** How something is. */
    enum Verdict {
        /** It is there. */
        OK("ok"),
        /** It is not there, and nothing works well without it. */
        MISSING("MISSING"),
        /** It is not there, and only those miss it who want it. */
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
