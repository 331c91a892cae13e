package dev.curfew;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.SpawnException;
import dev.curfew.internal.Threads;
import dev.curfew.internal.Time;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.Limit;
import dev.curfew.process.OutputFile;
import dev.curfew.process.Signal;
import dev.curfew.process.Stdio;
import dev.curfew.recording.CopyingSink;
import dev.curfew.recording.OutputRecorder;
import dev.curfew.recording.OutputSink;
import dev.curfew.recording.TextMode;
import dev.curfew.recording.TranscodingSink;
import dev.curfew.session.Termination;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The output and the end of a process. Created before the process, so that no output is missed. */
final class ProcessState {

    private static final int SIGNAL_BASE = 128;

    /** The signals that Curfew sends to end the tree. */
    private final Set<Signal> ours = EnumSet.of(Signal.TERM, Signal.HUP, Signal.KILL);

    private final OutputRecorder output;
    private final OutputRecorder errors;
    private final @Nullable LiveScreen screen;
    private final OutputSink outputSink;
    private final OutputSink errorSink;
    private final Time time;
    private final Instant startedAt;
    private final long startNanos;
    private final Set<String> secrets = ConcurrentHashMap.newKeySet();
    private final List<Runnable> atEnd = new ArrayList<>();
    private @Nullable CompletableFuture<ExitStatus> awaited;
    private volatile @Nullable Ending ending;
    private volatile @Nullable End end;

    /** The reason why Curfew ends the process. */
    sealed interface Ending {
        /** The caller or the scope ended it. */
        record Asked(String reason) implements Ending {}

        /** It exceeded a limit. */
        record Exceeded(Limit limit, Duration after) implements Ending {}
    }

    /** How and when the process ended; one reference, so that both become visible at the same time. */
    private record End(ExitStatus status, long nanos) {}

    ProcessState(Command command, Time time) {
        command.stopSignal().ifPresent(ours::add);
        this.time = time;
        this.startedAt = time.now();
        this.startNanos = time.nanos();
        Stdio.@Nullable Terminal terminal = command.stdio() instanceof Stdio.Terminal asked ? asked : null;
        TextMode mode = terminal != null ? TextMode.PLAIN_TERMINAL : TextMode.PLAIN;
        output = new OutputRecorder(command.limits().outputBytes(), mode);
        errors = new OutputRecorder(command.limits().outputBytes(), mode);
        screen = terminal == null ? null : new LiveScreen(terminal, output);
        outputSink = copied(command, sink(command, screen == null ? output : screen));
        errorSink = sink(command, errors);
    }

    private static OutputSink sink(Command command, OutputSink recorder) {
        return command.charset().equals(StandardCharsets.UTF_8)
                ? recorder
                : new TranscodingSink(command.charset(), recorder);
    }

    private static OutputSink copied(Command command, OutputSink sink) {
        OutputFile file = command.outputFile().orElse(null);
        try {
            return file == null ? sink : new CopyingSink(sink, file.path(), file.maxBytes());
        } catch (IOException e) {
            throw new SpawnException(
                    Diagnosis.of("Failed to start [" + command.name() + "]: its output file cannot be created: " + e)
                            .with("command", command.toString())
                            .with(
                                    "next",
                                    "create the directory of the file, or give another one to withOutputFile(...)"),
                    e);
        }
    }

    OutputRecorder output() {
        return output;
    }

    /** {@return the sink for the output, which also feeds the screen if there is one} */
    OutputSink outputSink() {
        return outputSink;
    }

    /** {@return the sink for standard error} */
    OutputSink errorSink() {
        return errorSink;
    }

    /** {@return the screen, or empty without a terminal} */
    Optional<LiveScreen> screen() {
        return Optional.ofNullable(screen);
    }

    OutputRecorder errors() {
        return errors;
    }

    /** {@return the secrets that were typed, which no message may show; can be added to} */
    Set<String> secrets() {
        return secrets;
    }

    Optional<ExitStatus> status() {
        return Optional.ofNullable(end).map(End::status);
    }

    Instant startedAt() {
        return startedAt;
    }

    /** {@return when the process ended, on the clock of this state; only valid after the end} */
    long endNanos() {
        return Objects.requireNonNull(end).nanos();
    }

    Duration uptime() {
        End over = end;
        return Duration.ofNanos((over == null ? time.nanos() : over.nanos()) - startNanos);
    }

    /** Record why the process is being ended. Only the first reason counts. */
    synchronized void isBeingEnded(Ending reason) {
        if (ending == null && end == null) {
            ending = reason;
        }
    }

    /** Record the end, once; later calls have no effect. Listeners are notified outside of the monitor. */
    void exited(Termination how) {
        List<Runnable> told = end(how);
        output.announce();
        errors.announce();
        told.forEach(ProcessState::tell);
    }

    /** Run one action; its failure must not prevent the remaining ones, such as the release of the permit. */
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

    /**
     * Complete the future on a separate thread: dependent actions may take long, and the calling thread serves all
     * processes.
     */
    private static void complete(CompletableFuture<ExitStatus> future, ExitStatus status) {
        Threads.start("curfew exit", () -> future.complete(status));
    }

    /**
     * Run an action at the end of the process, or immediately if it has ended. The action runs on the thread that
     * reports ends, so it must be short and must not block.
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

    /** {@return a future that completes at the end, with a copy of its own for each caller} */
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

    private ExitStatus status(Termination how, @Nullable Ending ending) {
        if (ending instanceof Ending.Exceeded exceeded) {
            return new ExitStatus.TimedOut(exceeded.limit(), exceeded.after());
        }
        if (ending instanceof Ending.Asked asked) {
            Optional<Signal> sent = signal(how).filter(ours::contains);
            if (sent.isPresent()) {
                return new ExitStatus.Killed(sent.get(), asked.reason());
            }
        }
        if (how instanceof Termination.Exited exited) {
            return new ExitStatus.Exited(exited.code());
        }
        return how instanceof Termination.Signaled signaled
                ? new ExitStatus.Signaled(signaled.signal())
                : new ExitStatus.Lost(((Termination.Unknown) how).reason());
    }

    /** By the convention of shells, a program that handles a signal exits with 128 plus its number. */
    private static Optional<Signal> signal(Termination how) {
        if (how instanceof Termination.Exited exited) {
            return Signal.of(exited.code() - SIGNAL_BASE);
        }
        return how instanceof Termination.Signaled signaled ? Optional.of(signaled.signal()) : Optional.empty();
    }
}
