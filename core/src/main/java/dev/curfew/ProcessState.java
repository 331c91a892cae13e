package dev.curfew;

import dev.curfew.output.OutputRecorder;
import dev.curfew.output.TextMode;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.Limit;
import dev.curfew.process.Signal;
import dev.curfew.process.Stdio;
import dev.curfew.session.Termination;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What becomes of a process: its output and its end. Exists before the process does, so that nothing is missed. */
final class ProcessState {

    private static final int SIGNAL_BASE = 128;

    /** The signals that end trees. */
    private static final Set<Signal> OURS = EnumSet.of(Signal.TERM, Signal.HUP, Signal.KILL);

    private final OutputRecorder output;
    private final OutputRecorder errors;
    private final long startNanos = System.nanoTime();
    private volatile @Nullable Ending ending;
    private volatile @Nullable End end;

    /** Why Curfew is ending the process. */
    sealed interface Ending {
        /** Somebody asked for it. */
        record Asked(String reason) implements Ending {}

        /** It exceeded a limit. */
        record Exceeded(Limit limit, Duration after) implements Ending {}
    }

    /** How and when it ended: one reference, so that nobody sees the one without the other. */
    private record End(ExitStatus status, Duration uptime) {}

    ProcessState(Command command) {
        boolean terminal = command.stdio() instanceof Stdio.Terminal;
        TextMode mode = terminal ? TextMode.PLAIN_TERMINAL : TextMode.PLAIN;
        output = new OutputRecorder(command.limits().outputBytes(), mode);
        errors = new OutputRecorder(command.limits().outputBytes(), mode);
    }

    OutputRecorder output() {
        return output;
    }

    OutputRecorder errors() {
        return errors;
    }

    Optional<ExitStatus> status() {
        return Optional.ofNullable(end).map(End::status);
    }

    Duration uptime() {
        End over = end;
        return over == null ? sinceStart() : over.uptime();
    }

    /** The first reason counts: what is already being ended for one reason is not ended for another. */
    synchronized void isBeingEnded(Ending reason) {
        if (ending == null && end == null) {
            ending = reason;
        }
    }

    synchronized void exited(Termination how) {
        end = new End(status(how, ending), sinceStart());
        output.announce();
        errors.announce();
    }

    private static ExitStatus status(Termination how, @Nullable Ending ending) {
        if (ending instanceof Ending.Exceeded exceeded) {
            return new ExitStatus.TimedOut(exceeded.limit(), exceeded.after());
        }
        if (ending instanceof Ending.Asked asked) {
            Optional<Signal> ours = signal(how).filter(OURS::contains);
            if (ours.isPresent()) {
                return new ExitStatus.Killed(ours.get(), asked.reason());
            }
        }
        if (how instanceof Termination.Exited exited) {
            return new ExitStatus.Exited(exited.code());
        }
        return how instanceof Termination.Signaled signaled
                ? new ExitStatus.Signaled(signaled.signal())
                : new ExitStatus.Lost(((Termination.Unknown) how).reason());
    }

    /** A program that handles a signal ends with 128 and its number, as a shell says of its command. */
    private static Optional<Signal> signal(Termination how) {
        if (how instanceof Termination.Exited exited) {
            return Signal.of(exited.code() - SIGNAL_BASE);
        }
        return how instanceof Termination.Signaled signaled ? Optional.of(signaled.signal()) : Optional.empty();
    }

    private Duration sinceStart() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
