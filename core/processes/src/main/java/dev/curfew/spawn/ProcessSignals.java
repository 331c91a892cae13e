package dev.curfew.spawn;

import dev.curfew.process.Signal;
import dev.curfew.session.Session;
import java.io.IOException;
import java.util.Collection;

/** Sends signals to processes and process groups of this machine. Thread-safe. */
public final class ProcessSignals {

    private ProcessSignals() {}

    /**
     * Send a signal; targets that do not exist any more are skipped.
     *
     * @param signal the signal
     * @param targets process ids, and process group ids as negative numbers
     * @throws IOException if it cannot be sent
     */
    public static void send(Signal signal, Collection<Long> targets) throws IOException {
        if (targets.isEmpty()) {
            return;
        }
        if (Session.current().guard().isPresent()) {
            Session.current().signal(signal, targets);
        } else {
            PortableSignals.send(signal, targets);
        }
    }
}
