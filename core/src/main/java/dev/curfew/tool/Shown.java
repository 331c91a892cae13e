package dev.curfew.tool;

import dev.curfew.BackgroundProcess;
import dev.curfew.json.Text;
import dev.curfew.output.OutputLog;
import dev.curfew.process.Redaction;

/** What of a process goes into an answer passes here: cut to its bound, and without the secrets that are recognized. */
final class Shown {

    private static final int LONGEST_COMMAND = 200;
    private static final int LONGEST_MESSAGE = 2000;

    /** A secret of which the bound would cut off the beginning is recognized if that much before it is looked at too. */
    private static final int MARGIN = 500;

    private Shown() {}

    /** {@return the command line of a process, cut to 200 characters} */
    static String command(BackgroundProcess process) {
        String start = Text.head(process.command().toString(), LONGEST_COMMAND + MARGIN);
        return Text.head(output(process, start), LONGEST_COMMAND);
    }

    /** {@return output of a process, whose length the caller has bounded} */
    static String output(BackgroundProcess process, String text) {
        return Redaction.ofThisJvm().and(process.command()).redact(text);
    }

    /** {@return the last characters of the output of a process} */
    static String last(BackgroundProcess process, OutputLog log, int most) {
        return Text.last(output(process, log.last(most + MARGIN)), most);
    }

    /** {@return a message, cut to 2000 characters} */
    static String message(String text) {
        return Text.head(Redaction.ofThisJvm().redact(Text.head(text, LONGEST_MESSAGE + MARGIN)), LONGEST_MESSAGE);
    }
}
