package dev.curfew.tool;

import dev.curfew.BackgroundProcess;
import dev.curfew.internal.Text;
import dev.curfew.output.OutputLog;
import dev.curfew.process.Redaction;

/** Prepares texts of processes for answers: removes recognized secrets, and truncates them. */
final class Shown {

    private static final int LONGEST_COMMAND = 200;
    private static final int LONGEST_MESSAGE = 2000;

    /** Additional characters to examine, so that a secret at the edge of the truncated text is still recognized. */
    private static final int MARGIN = 500;

    private Shown() {}

    /** {@return the command line of a process, truncated to 200 characters} */
    static String command(BackgroundProcess process) {
        String start = Text.head(process.command().toString(), LONGEST_COMMAND + MARGIN);
        return Text.head(output(process, start), LONGEST_COMMAND);
    }

    /** {@return output of a process; the caller has already limited its length} */
    static String output(BackgroundProcess process, String text) {
        return process.redaction().redact(text);
    }

    /** {@return the last characters of the output of a process} */
    static String last(BackgroundProcess process, OutputLog log, int most) {
        return Text.last(output(process, log.last(most + MARGIN)), most);
    }

    /** {@return a message, truncated to 2000 characters} */
    static String message(String text) {
        return Text.head(Redaction.ofThisJvm().redact(Text.head(text, LONGEST_MESSAGE + MARGIN)), LONGEST_MESSAGE);
    }
}
