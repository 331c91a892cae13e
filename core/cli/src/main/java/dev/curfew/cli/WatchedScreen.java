package dev.curfew.cli;

import dev.curfew.internal.Text;
import dev.curfew.session.ViewSocket;
import dev.curfew.session.ViewSocket.Kind;
import dev.curfew.session.ViewSocket.Message;
import java.io.IOException;

/**
 * Prints what a JVM shows of a process: lines below each other, or on a terminal one screen in place of the other.
 *
 * <p>The JVM has removed control characters already. They are removed again, because another version of Curfew, or
 * another program of this user, may have answered.
 */
final class WatchedScreen {

    private static final String HOME = "\033[H";
    private static final String ERASE_LINE = "\033[K";
    private static final String ERASE_BELOW = "\033[J";

    private final Streams streams;
    private final boolean isTerminal;
    private boolean shown;

    WatchedScreen(Streams streams, boolean isTerminal) {
        this.streams = streams;
        this.isTerminal = isTerminal;
    }

    /** Show messages until the process or its JVM has ended, or the output is closed. */
    void show(Message first, ViewSocket jvm) {
        Message message = first;
        try {
            while (message.kind() != Kind.END && show(message)) {
                message = jvm.receive();
            }
        } catch (IOException e) {
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
        } else if (isTerminal) {
            String begin = shown ? HOME : HOME + ERASE_BELOW;
            shown = true;
            streams.out().print(begin + text.replace("\n", ERASE_LINE + "\n") + ERASE_LINE + "\n" + ERASE_BELOW);
        } else {
            streams.out().println(text);
        }
        return !streams.out().checkError(); // This flushes it, too.
    }
}
