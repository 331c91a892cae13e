package dev.curfew.lane;

import dev.curfew.sandbox.Sandbox;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** What is to be done when a connection was cut: the warden there ends all, and somebody has to see that it did. */
final class Aftermath {

    private Aftermath() {}

    /**
     * {@return the pids of those that are left, or nothing if it is proven that nobody is}
     *
     * @throws IOException if nobody can tell
     * @throws TimeoutException if nobody answers
     */
    static String of(Sandbox sandbox, Entrance entrance, List<String> elements, Duration limit)
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
        Connection again = Connection.open(sandbox, entrance);
        try {
            return again.end(elements, limit);
        } finally {
            again.askToLeave(false);
            again.awaitEnd(limit);
            again.close();
        }
    }
}
