package dev.curfew.cli;

import dev.curfew.process.Redaction;

/** Shows command lines of others without their secrets. */
final class CommandLines {

    private CommandLines() {}

    /** {@return a command line as it may be shown; each of its words may be an assignment of a secret} */
    static String shown(String commandLine) {
        String words =
                Redaction.ofThisJvm().redact(TextTable.printable(commandLine)).replace(' ', '\n');
        return Redaction.ofThisJvm().redact(words).replace('\n', ' ');
    }
}
