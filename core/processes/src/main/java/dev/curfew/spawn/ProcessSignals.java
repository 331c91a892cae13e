package dev.curfew.spawn;

import dev.curfew.process.Signal;
import dev.curfew.session.ForkServer;
import dev.curfew.session.Session;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;

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
            Optional<ForkServer> server = Session.current().forkServer();
            if (server.isEmpty() || !server.get().signal(signal, targets)) {
                SignalShell.shared().send(signal, targets);
            }
        } else {
            PortableSignals.send(signal, targets);
        }
    }
}
