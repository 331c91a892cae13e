package dev.curfew.lane;

import dev.curfew.sandbox.Sandbox;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** What is to be done when a connection was cut: the warden there ends all, and somebody has to see that it did. */
final class Aftermath {

    /**
     * The budget may be used up by guards that could not be reached, and by entering again. But a warden that has entered
     * just now does answer: it looks for up to 10 s, and then tells what it has found. To give it up before would name as left
     * behind what has ended.
     */
    static final Duration ANSWER = Duration.ofSeconds(15);

    private Aftermath() {}

    /**
     * {@return the pids of those that are left, or nothing if it is proven that nobody is}
     *
     * @throws IOException if nobody can tell
     * @throws TimeoutException if nobody answers
     */
    static String of(Sandbox sandbox, Entrance entrance, EntryContext context, List<String> elements, Duration limit)
            throws IOException, TimeoutException {
        if (entrance.removal().isPresent()) {
            if (ClientRun.run(entrance.removal().get()).isEmpty()) {
                throw new IOException("the engine does not say that the container is removed");
            }
            return "";
        }
        if (entrance.isProvenGone()) {
            return "";
        }
        return throughAnother(enter(sandbox, entrance, context), elements, limit);
    }

    /** An interrupt must not spoil a clean-up. No gate closes this way: it is needed when those of the scope are closed. */
    private static Connection enter(Sandbox sandbox, Entrance entrance, EntryContext context) {
        boolean interrupted = Thread.interrupted();
        try {
            EntryPermits.Request request = context.permits().urgent();
            return new EntryGate()
                    .enter(sandbox.toString(), request, () -> Connection.open(sandbox, entrance, context));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String throughAnother(Connection again, List<String> elements, Duration limit)
            throws IOException, TimeoutException {
        Duration enough = limit.compareTo(ANSWER) < 0 ? ANSWER : limit;
        try {
            return again.end(elements, enough);
        } finally {
            again.askToLeave(false);
            again.awaitEnd(limit);
            again.close();
        }
    }
}
