package dev.curfew.lane;

import dev.curfew.internal.Time;
import dev.curfew.output.OutputSink;
import dev.curfew.process.Command;
import dev.curfew.session.Termination;
import java.util.function.Consumer;

/**
 * What sandboxes are entered with. Tests substitute clients that are no processes, and a clock.
 *
 * @param clients starts clients
 * @param permits bounds how many enter at the same time
 * @param time measures limits
 */
record EntryContext(ClientStarter clients, EntryPermits permits, Time time) {

    /** Processes of this machine, and its time. */
    static final EntryContext OF_SYSTEM = new EntryContext(Client::start, EntryPermits.SHARED, Time.ofSystem());

    /** Starts a client. */
    @FunctionalInterface
    interface ClientStarter {

        /**
         * {@return a client, which runs}
         *
         * @throws dev.curfew.diagnosis.SandboxUnavailableException if it cannot be started
         */
        Client start(String place, Command command, OutputSink output, OutputSink errors, Consumer<Termination> onExit);
    }
}
