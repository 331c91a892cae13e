package dev.curfew;

import dev.curfew.internal.Time;
import dev.curfew.output.OutputRecorder;
import dev.curfew.output.OutputSink;
import dev.curfew.output.TextMode;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.Limit;
import dev.curfew.process.Signal;
import dev.curfew.process.Stdio;
import dev.curfew.session.Termination;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What becomes of a process: its output and its end. Exists before the process does, so that nothing is missed. */
final class ProcessState {

    private static final int SIGNAL_BASE = 128;

    /** The signals that end trees. */
    private static final Set<Signal> OURS = EnumSet.of(Signal.TERM, Signal.HUP, Signal.KILL);

    private final OutputRecorder output;
    private final OutputRecorder errors;
    private final @Nullable LiveScreen screen;
    private final Time time;
    private final Instant startedAt;
    private final long startNanos;
    private final List<Runnable> atEnd = new ArrayList<>();
    private @Nullable CompletableFuture<ExitStatus> awaited;
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
    private record End(ExitStatus status, long nanos) {}

    ProcessState(Command command, Time time) {
        this.time = time;
        this.startedAt = time.now();
        this.startNanos = time.nanos();
        Stdio.@Nullable Terminal terminal = command.stdio() instanceof Stdio.Terminal asked ? asked : null;
        TextMode mode = terminal != null ? TextMode.PLAIN_TERMINAL : TextMode.PLAIN;
        output = new OutputRecorder(command.limits().outputBytes(), mode);
        errors = new OutputRecorder(command.limits().outputBytes(), mode);
        screen = terminal == null ? null : new LiveScreen(terminal, output);
    }

    OutputRecorder output() {
        return output;
    }

    /** {@return where the output goes: to the screen too, if there is one} */
    OutputSink outputSink() {
        return screen == null ? output : screen;
    }

    /** {@return the screen, or empty without a terminal} */
    Optional<LiveScreen> screen() {
        return Optional.ofNullable(screen);
    }

    OutputRecorder errors() {
        return errors;
    }

    Optional<ExitStatus> status() {
        return Optional.ofNullable(end).map(End::status);
    }

    Instant startedAt() {
        return startedAt;
    }

    /** {@return when it ended, by the time that it was made with; only for one that has} */
    long endNanos() {
        return Objects.requireNonNull(end).nanos();
    }

    Duration uptime() {
        End over = end;
        return Duration.ofNanos((over == null ? time.nanos() : over.nanos()) - startNanos);
    }

    /** The first reason counts: what is already being ended for one reason is not ended for another. */
    synchronized void isBeingEnded(Ending reason) {
        if (ending == null && end == null) {
            ending = reason;
        }
    }

    /** The end counts once: nobody changes it afterwards. Whoever is told is told outside of the monitor. */
    void exited(Termination how) {
        List<Runnable> told = end(how);
        output.announce();
        errors.announce();
        told.forEach(ProcessState::tell);
    }

    /** One that fails must not keep the others, such as the one that frees a place, from being told. */
    private static void tell(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            System.getLogger("dev.curfew")
                    .log(System.Logger.Level.WARNING, "An action at the end of a process failed", e);
        }
    }

    private synchronized List<Runnable> end(Termination how) {
        if (end != null) {
            return List.of();
        }
        ExitStatus status = status(how, ending);
        end = new End(status, time.nanos());
        List<Runnable> told = new ArrayList<>(atEnd);
        atEnd.clear();
        CompletableFuture<ExitStatus> future = awaited;
        if (future != null) {
            told.add(() -> complete(future, status));
        }
        return told;
    }

    /** What others do then may take long, and the thread that tells ends has others to tell. */
    private static void complete(CompletableFuture<ExitStatus> future, ExitStatus status) {
        Thread thread = new Thread(() -> future.complete(status), "curfew exit");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Have something done at the end, or at once if that has passed, by the thread that tells it: it must be short, and must
     * not wait.
     */
    void atEnd(Runnable action) {
        synchronized (this) {
            if (end == null) {
                atEnd.add(action);
                return;
            }
        }
        action.run();
    }

    /** {@return completes at the end; nobody else has it} */
    CompletableFuture<ExitStatus> onExit() {
        CompletableFuture<ExitStatus> future;
        synchronized (this) {
            End over = end;
            if (over != null) {
                return CompletableFuture.completedFuture(over.status());
            }
            future = awaited == null ? new CompletableFuture<>() : awaited;
            awaited = future;
        }
        return future.copy();
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
}
