package dev.curfew.warden;

import dev.curfew.internal.Time;
import dev.curfew.process.Signal;
import dev.curfew.session.Session;
import dev.curfew.spawn.ProcessSignals;
import dev.curfew.table.ProcessTable;
import java.io.IOException;
import java.util.Collection;

/**
 * The parts of a machine that are needed to end processes. Tests substitute it.
 *
 * @param table its process table
 * @param signals sends signals
 * @param time its clock
 */
record Machine(ProcessTable table, Signals signals, Time time) {

    /** Sends signals. */
    @FunctionalInterface
    interface Signals {
        /**
         * Send a signal; targets that do not exist are skipped.
         *
         * @param signal the signal
         * @param targets process ids, and process group ids as negative numbers
         * @throws IOException if no signal can be sent
         */
        void send(Signal signal, Collection<Long> targets) throws IOException;
    }

    /** {@return this machine, with the processes that this JVM has started or adopted} */
    static Machine ofThisJvm() {
        return new Machine(Session.current().processes(), ProcessSignals::send, Time.ofSystem());
    }

    /** {@return this machine, with the processes of all JVMs} */
    static Machine ofAllJvms() {
        return new Machine(ProcessTable.ofThisSystem(), ProcessSignals::send, Time.ofSystem());
    }
}
