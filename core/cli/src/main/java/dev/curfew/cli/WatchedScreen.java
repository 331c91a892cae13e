package dev.curfew.cli;

import dev.curfew.internal.Text;
import dev.curfew.session.ViewSocket;
import dev.curfew.session.ViewSocket.Kind;
import dev.curfew.session.ViewSocket.Message;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;

/**
 * Prints what a JVM shows of a process: lines below each other, or on a terminal one screen in place of the other.
 *
 * <p>The JVM has removed control characters already. They are removed again, because another version of Curfew, or
 * another program of this user, may have answered.
 */
final class WatchedScreen {

    private static final String HOME_WITHOUT_WRAP = "\033[?7l\033[H";
    private static final String ERASE_LINE = "\033[K";
    private static final String ERASE_BELOW = "\033[J";
    private static final String WRAP = "\033[?7h";

    private final Streams streams;
    private final OptionalInt rows;

    /**
     * Create a screen that shows nothing yet.
     *
     * @param rows the rows of the terminal; empty if the output is not a terminal
     */
    WatchedScreen(Streams streams, OptionalInt rows) {
        this.streams = streams;
        this.rows = rows;
    }

    /** Show messages until the process or its JVM has ended, or the output is closed. */
    void show(Message first, ViewSocket jvm) throws IOException {
        Message message = first;
        try {
            while (message.kind() != Kind.END && show(message)) {
                message = jvm.receive();
            }
        } catch (EOFException e) {
            streams.err().println("curfew: The session has ended");
            return;
        }
        if (message.kind() == Kind.END) {
            streams.err().println(Text.printable(message.text()));
        }
    }

    /** {@return whether the output is still open} */
    private boolean show(Message message) {
        String text = Text.printable(message.text());
        if (message.kind() == Kind.LINES) {
            streams.out().print(text);
        } else if (rows.isPresent()) {
            streams.out().print(inPlace(text, rows.getAsInt()));
        } else {
            streams.out().println(text);
        }
        return !streams.out().checkError(); // This flushes it, too.
    }

    /** {@return a screen in place of what the terminal shows; if it is larger, the first rows and the right are cut} */
    static String inPlace(String text, int rows) {
        List<String> lines = text.lines().toList();
        StringBuilder screen = new StringBuilder(HOME_WITHOUT_WRAP);
        for (String line : lines.subList(Math.max(0, lines.size() - rows + 1), lines.size())) {
            screen.append(line).append(ERASE_LINE).append('\n');
        }
        return screen.append(ERASE_BELOW).append(WRAP).toString();
    }
}
