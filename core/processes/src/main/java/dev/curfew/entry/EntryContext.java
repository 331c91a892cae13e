package dev.curfew.entry;

import dev.curfew.command.Client;
import dev.curfew.internal.Time;
import dev.curfew.process.Command;
import dev.curfew.recording.OutputSink;
import dev.curfew.session.Termination;
import java.util.function.Consumer;

/**
 * The means with which sandboxes are entered. Tests substitute clients that are not processes, and a clock.
 *
 * @param clients starts clients
 * @param permits limits how many enter at the same time
 * @param time measures limits
 */
public record EntryContext(ClientStarter clients, EntryPermits permits, Time time) {

    /** Processes of this machine, and its clock. */
    public static final EntryContext OF_SYSTEM = new EntryContext(Client::start, EntryPermits.SHARED, Time.ofSystem());

    /** Starts a client. */
    @FunctionalInterface
    public interface ClientStarter {

        /**
         * {@return a running client}
         *
         * @throws dev.curfew.diagnosis.SandboxUnavailableException if it cannot be started
         */
        Client start(String place, Command command, OutputSink output, OutputSink errors, Consumer<Termination> onExit);
    }
}
