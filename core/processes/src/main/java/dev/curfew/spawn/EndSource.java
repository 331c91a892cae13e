package dev.curfew.spawn;

import dev.curfew.process.Signal;
import dev.curfew.session.Guarded;
import dev.curfew.session.Termination;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The source that tells how a command ended. */
sealed interface EndSource {

    /** {@return how it ended, or empty as long as it has not} */
    Optional<Termination> poll();

    /** {@return whether it has ended, after waiting for at most the given nanoseconds} */
    boolean await(long nanos) throws InterruptedException;

    /** The guard of the command, which reports the end exactly. */
    record OfGuard(Guarded guarded) implements EndSource {

        @Override
        public Optional<Termination> poll() {
            return guarded.poll();
        }

        @Override
        public boolean await(long nanos) throws InterruptedException {
            return guarded.awaitEnd(nanos);
        }
    }

    /** The JVM, which provides an exit code: 128 plus the number of the signal if a signal ended the process. */
    record OfJvm(Process process) implements EndSource {

        private static final int SIGNAL_BASE = 128;

        /** Signals that end no process: their default action is to do nothing, or to stop or continue the process. */
        private static final Set<Signal> HARMLESS = EnumSet.of(
                Signal.CHLD, Signal.CONT, Signal.STOP, Signal.TSTP, Signal.TTIN, Signal.TTOU, Signal.URG, Signal.WINCH);

        @Override
        public Optional<Termination> poll() {
            return process.isAlive() ? Optional.empty() : Optional.of(termination(process.exitValue()));
        }

        @Override
        public boolean await(long nanos) throws InterruptedException {
            return process.waitFor(nanos, TimeUnit.NANOSECONDS);
        }

        static Termination termination(int code) {
            return (code > SIGNAL_BASE ? PortableSignals.numbered(code - SIGNAL_BASE) : Optional.<Signal>empty())
                    .filter(signal -> !HARMLESS.contains(signal))
                    .<Termination>map(Termination.Signaled::new)
                    .orElseGet(() -> new Termination.Exited(code));
        }
    }
}
