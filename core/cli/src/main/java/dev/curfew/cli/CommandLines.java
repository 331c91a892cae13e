package dev.curfew.cli;

import dev.curfew.process.Redaction;

/** Removes secrets from command lines that were not written by the user of this program. */
final class CommandLines {

    private CommandLines() {}

    /** {@return a command line for display, with secrets removed from each word that is an assignment} */
    static String shown(String commandLine) {
        String words =
                Redaction.ofThisJvm().redact(TextTable.printable(commandLine)).replace(' ', '\n');
        return Redaction.ofThisJvm().redact(words).replace('\n', ' ');
    }
}
