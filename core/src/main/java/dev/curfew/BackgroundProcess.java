package dev.curfew;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.diagnosis.LeftBehindException;
import dev.curfew.diagnosis.WaitTimeoutException;
import dev.curfew.expect.Expectation;
import dev.curfew.expect.Expector;
import dev.curfew.expect.Match;
import dev.curfew.expect.Waiting;
import dev.curfew.internal.Check;
import dev.curfew.internal.Durations;
import dev.curfew.output.OutputLog;
import dev.curfew.output.OutputMark;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.KillPolicy;
import dev.curfew.process.ResourceUse;
import dev.curfew.process.Signal;
import dev.curfew.process.Stdio;
import dev.curfew.process.TerminalSize;
import dev.curfew.spawn.SpawnedProcess;
import dev.curfew.terminal.Key;
import dev.curfew.terminal.Screen;
import dev.curfew.warden.ProcessTree;
import dev.curfew.warden.TreeKiller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The handle on a command that a {@link ProcessRegistry} started: read it, expect, write, signal, wait, end.
 *
 * <p>The process is over when the command itself has ended, whoever still holds its output open. Its output stays
 * readable after that.
 *
 * <p>Safe to use from several threads. Expectations of several threads search from the same position, though: let each
 * begin at a mark of its own with {@link Expectation#from(OutputMark)}.
 *
 * @since 0.1
 */
public final class BackgroundProcess {

    static final Duration ANNOUNCEMENT = Duration.ofSeconds(1);

    private final String id;
    private final Command command;
    private final Custody custody;
    private final ProcessState state;
    private final SpawnedProcess spawned;
    private final ProcessTree tree;
    private final ProcessInput input;
    private final ProcessFacts facts;
    private final AtomicBoolean exitIsAnnounced = new AtomicBoolean();
    private final AtomicReference<OutputMark> position = new AtomicReference<>(OutputMark.START);
    private final AtomicReference<OutputMark> errorPosition = new AtomicReference<>(OutputMark.START);

    BackgroundProcess(
            String id, Command command, Custody custody, ProcessState state, SpawnedProcess spawned, ProcessTree tree) {
        this.id = id;
        this.command = command;
        this.custody = custody;
        this.state = state;
        this.spawned = spawned;
        this.tree = tree;
        this.facts = new ProcessFacts(command, tree.pid(), state);
        this.input = new ProcessInput(command, spawned, facts, this::options);
        state.screen().ifPresent(screen -> screen.answerTo(input::post));
    }

    private RegistryOptions options() {
        return owner().registry().options();
    }

    /**
     * {@return the id: {@code proc_} and 12 hexadecimal digits, unique in this JVM and never reused}
     *
     * <p>{@link ProcessRegistry#find(String)} takes the first digits too.
     */
    public String id() {
        return id;
    }

    /** {@return whose it is, and in which registry; that of the scope itself unless somebody else started it or got it} */
    public OwnedProcesses owner() {
        return custody.owner();
    }

    /**
     * Hand this process over to another owner, of the same registry or of another one. There is no moment without an owner,
     * or with two: a scope that ends has either begun to end this process before, and then it cannot be handed over, or
     * leaves it alone. From then on the options of the other registry hold: its timeout and its kill policy.
     *
     * @param other the other owner
     * @throws IllegalStateException if its scope, or whoever else has it, is ending it; or if it would survive the scope in
     *     whose sandbox it runs; or if the other registry requires more containment than it has
     * @throws dev.curfew.diagnosis.TooManyProcessesException if as many run in the other registry as its bounds allow
     * @throws RegistryClosedException if one of the two registries is closed
     */
    public void transferTo(OwnedProcesses other) {
        Transfer.of(this, other);
    }

    /** {@return the name of the command} */
    public String name() {
        return command.name();
    }

    /** {@return the process id of the command} */
    public long pid() {
        return tree.pid();
    }

    /** {@return the command} */
    public Command command() {
        return command;
    }

    /** {@return what it has printed: standard output, and standard error too unless the command keeps it apart} */
    public OutputLog output() {
        return state.output().log();
    }

    /**
     * {@return what it has printed to standard error}
     *
     * @throws IllegalStateException if the command does not keep standard error apart
     */
    public OutputLog errors() {
        if (!command.stdio().equals(Stdio.SEPARATE_PIPES)) {
            throw new IllegalStateException("Standard error of [" + name()
                    + "] is part of its output; use Command.separateErrors() to keep it apart");
        }
        return state.errors().log();
    }

    /** {@return whether the command has not ended yet} */
    public boolean isRunning() {
        return exitStatus().isEmpty();
    }

    /** {@return how the command ended, or empty while it runs} */
    public Optional<ExitStatus> exitStatus() {
        if (state.status().isEmpty()) {
            spawned.checkExit();
        }
        return state.status();
    }

    /**
     * {@return the end of the command, when it comes: completes exactly once, with what {@link #exitStatus()} gives}
     *
     * <p>Each call gives a new one, so nobody can complete that of another. What depends on it runs on a thread of its own,
     * and may wait. All output that the command had printed is in the log by then.
     */
    public CompletableFuture<ExitStatus> onExit() {
        announceExit();
        return state.onExit();
    }

    /** {@return when it was started, by the clock of this machine} */
    public Instant startedAt() {
        return state.startedAt();
    }

    /** {@return when the command ended, by the clock of this machine at its start; empty while it runs} */
    public Optional<Instant> endedAt() {
        return exitStatus().map(status -> startedAt().plus(uptime()));
    }

    /** {@return the time since the start, up to the end if it has ended} */
    public Duration uptime() {
        return state.uptime();
    }

    /**
     * {@return what the command and all that it started have used; empty as long as somebody of them is alive, and where
     *     there is no guard, who counts}
     */
    public Optional<ResourceUse> resourceUse() {
        return Optional.ofNullable(tree.guard()).map(guard -> guard.used().getNow(null));
    }

    /**
     * Wait until text appears in the output, after what the last expectation found.
     *
     * @param text the text, which need not be a whole line
     * @return what was found
     * @throws dev.curfew.expect.ExpectationFailedException if it does not appear in time, or cannot any more
     */
    public Match expect(String text) {
        return expect(Expectation.text(text));
    }

    /**
     * Wait until a regular expression matches somewhere in the output, after what the last expectation found.
     *
     * @param pattern the expression
     * @return what was found
     * @throws dev.curfew.expect.ExpectationFailedException if it does not match in time, or cannot any more
     */
    public Match expect(Pattern pattern) {
        return expect(Expectation.pattern(pattern));
    }

    /**
     * Wait until an expectation is met; the next one begins after what was found.
     *
     * @param expectation what to wait for, and when to give up
     * @return what was found
     * @throws dev.curfew.expect.ExpectationFailedException if it is not met
     * @throws dev.curfew.diagnosis.InterruptedWaitException if the thread is interrupted
     */
    public Match expect(Expectation expectation) {
        Match match = peek(expectation);
        position(expectation).set(match.end());
        return match;
    }

    /**
     * Wait until an expectation is met, as {@link #expect(Expectation)} does, but consume nothing: the next expectation
     * begins where it would have begun without this one.
     *
     * @param expectation what to wait for, and when to give up
     * @return what was found
     * @throws dev.curfew.expect.ExpectationFailedException if it is not met
     * @throws dev.curfew.diagnosis.InterruptedWaitException if the thread is interrupted
     */
    public Match peek(Expectation expectation) {
        OutputMark from = expectation.from().orElseGet(position(expectation)::get);
        return Expector.await(new ExpectableProcess(this, options()), expectation, from);
    }

    private AtomicReference<OutputMark> position(Expectation expectation) {
        return expectation.isAboutErrors() ? errorPosition : position;
    }

    /**
     * Write bytes to the input.
     *
     * @param bytes the bytes
     * @throws dev.curfew.diagnosis.ProcessInputException if the process has ended, its input was closed, or it does not
     *     read them in time
     */
    public void write(byte[] bytes) {
        input.write(bytes.clone());
    }

    /**
     * Write text to the input, in UTF-8, without a line end.
     *
     * @param text the text
     * @throws IllegalArgumentException if the text contains a lone surrogate
     * @throws dev.curfew.diagnosis.ProcessInputException if the process has ended, its input was closed, or it does not
     *     read it in time
     */
    public void write(String text) {
        input.write(text);
    }

    /**
     * Write a line to the input, with the line end that a person would type: Enter on a terminal, a line feed on a pipe.
     *
     * @param line the line, without its end
     * @throws IllegalArgumentException if the line contains a lone surrogate
     * @throws dev.curfew.diagnosis.ProcessInputException if the process has ended, its input was closed, it does not
     *     read the line in time, or the line is longer than its terminal takes: 4095 bytes unless the program reads keys
     */
    public void submit(String line) {
        input.submit(line);
    }

    /**
     * Press keys, one after the other.
     *
     * @param keys the keys
     * @throws IllegalStateException if the process runs on pipes
     * @throws dev.curfew.diagnosis.ProcessInputException if the process has ended, or does not read them in time
     */
    public void press(Key... keys) {
        for (Key key : keys) {
            input.press(key);
        }
    }

    /**
     * Let the process see the end of its input. On a pipe that is final; on a terminal it is what ^D does, and a program
     * may read on.
     *
     * @throws dev.curfew.diagnosis.ProcessInputException if the process does not read what was written before in time
     */
    public void closeInput() {
        input.close();
    }

    /**
     * Resize the terminal; the process gets SIGWINCH.
     *
     * @param size the new size
     * @throws IllegalStateException if the process runs on pipes, or has ended
     */
    public void resize(TerminalSize size) {
        requireTerminal("resize");
        try {
            state.screen().orElseThrow().resize(size, spawned::resize);
        } catch (IOException e) {
            throw new IllegalStateException(
                    diagnose("Failed to resize the terminal of process %s to " + size)
                            .render(),
                    e);
        }
    }

    /**
     * {@return what a person would see on the terminal now}
     *
     * <p>It is exact, however much was printed and whenever it is asked for, but for one thing: what is printed while the
     * terminal is resized may count for the old size or for the new one. Asking takes about as long as decoding the
     * output since the last time.
     *
     * @throws IllegalStateException if the process runs on pipes
     */
    public Screen screen() {
        requireTerminal("show the screen of");
        return state.screen().orElseThrow().screen();
    }

    /**
     * Wait until the screen is as it has to be, as long as the registry or else Awaitility allows by default.
     *
     * @param condition what has to hold for the screen; looked at whenever something was printed
     * @return whether it did in time, and before the process ended
     * @throws IllegalStateException if the process runs on pipes
     * @throws dev.curfew.diagnosis.InterruptedWaitException if the thread is interrupted
     */
    public boolean awaitScreen(Predicate<Screen> condition) {
        return awaitScreen(condition, options().timeout());
    }

    /**
     * Wait until the screen is as it has to be.
     *
     * @param condition what has to hold for the screen; looked at whenever something was printed
     * @param timeout how long to wait, longer than zero
     * @return whether it did in time, and before the process ended
     * @throws IllegalStateException if the process runs on pipes
     * @throws dev.curfew.diagnosis.InterruptedWaitException if the thread is interrupted
     */
    public boolean awaitScreen(Predicate<Screen> condition, Duration timeout) {
        return awaitScreen(condition, Optional.of(Check.positive(timeout, "timeout")));
    }

    private boolean awaitScreen(Predicate<Screen> condition, Optional<Duration> timeout) {
        requireTerminal("wait for the screen of");
        return new ScreenWait(this, condition).await(timeout);
    }

    private void requireTerminal(String what) {
        if (!(command.stdio() instanceof Stdio.Terminal)) {
            throw new IllegalStateException(
                    "Failed to " + what + " [" + name() + "]: it runs on pipes; start it with Command.inTerminal()");
        }
    }

    /**
     * Wait until the command ends, as long as the registry or else Awaitility allows by default.
     *
     * @return how it ended
     * @throws WaitTimeoutException if it does not end in time; it keeps running
     * @throws dev.curfew.diagnosis.InterruptedWaitException if the thread is interrupted
     */
    public ExitStatus waitFor() {
        return waitFor(options().timeout());
    }

    /**
     * Wait until the command ends.
     *
     * @param timeout how long to wait, longer than zero
     * @return how it ended
     * @throws WaitTimeoutException if it does not end in time; it keeps running
     * @throws dev.curfew.diagnosis.InterruptedWaitException if the thread is interrupted
     */
    public ExitStatus waitFor(Duration timeout) {
        return waitFor(Optional.of(Check.positive(timeout, "timeout")));
    }

    private ExitStatus waitFor(Optional<Duration> timeout) {
        long begin = System.nanoTime();
        boolean over = !isRunning()
                || Waiting.until(
                        () -> "end of " + name(),
                        timeout,
                        this::awaitEnd,
                        () -> diagnose("Interrupted while waiting for the end of process %s"));
        if (!over) {
            Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
            throw new WaitTimeoutException(
                    diagnose("Timed out waiting for the end of process %s after " + Durations.text(elapsed)));
        }
        return state.status().orElseThrow();
    }

    private boolean awaitEnd(Duration limit) throws InterruptedException {
        spawned.awaitExit(limit);
        return !isRunning();
    }

    /**
     * Send a signal to the process group of the command: to the command and to those of its children that stayed in it.
     *
     * @param signal the signal
     * @throws IllegalStateException if the command has ended
     * @throws dev.curfew.diagnosis.SandboxGoneException if its sandbox cannot be reached any more
     */
    public void signal(Signal signal) {
        try {
            if (!isRunning() || !TreeKiller.signal(tree, signal)) {
                throw new IllegalStateException(
                        diagnose("Failed to send " + signal + " to process %s").render());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Failed to send " + signal + " to [" + name() + "]", e);
        }
    }

    /**
     * End the command and all its descendants: SIGTERM, the grace of the registry's policy, then SIGKILL. Does nothing
     * to a tree that is over.
     *
     * @return what was done
     * @throws LeftBehindException if a process is still alive when the budget of the policy is used up
     */
    public KillReport stop() {
        return end(options().killPolicy(), new ProcessState.Ending.Asked("it was stopped"));
    }

    /**
     * End the command and all its descendants with SIGKILL. Does nothing to a tree that is over.
     *
     * @return what was done
     * @throws LeftBehindException if a process is still alive when the budget of the policy is used up
     */
    public KillReport kill() {
        KillPolicy atOnce = options().killPolicy().withGrace(Duration.ZERO);
        return end(atOnce, new ProcessState.Ending.Asked("it was told to"));
    }

    private KillReport end(KillPolicy policy, ProcessState.Ending reason) {
        state.isBeingEnded(reason);
        KillReport report = TreeKiller.end(List.of(tree), policy);
        awaitAnnouncement(ANNOUNCEMENT);
        if (!report.isClean()) {
            throw new LeftBehindException(report);
        }
        return report;
    }

    void endBecause(ProcessState.Ending.Exceeded exceeded) {
        state.isBeingEnded(exceeded);
        TreeKiller.end(List.of(tree), options().killPolicy()); // Survivors are named when the scope ends.
    }

    void isBeingEnded(String reason) {
        state.isBeingEnded(new ProcessState.Ending.Asked(reason));
    }

    /** After its death a process is still to be reaped, which takes the JVM a moment. */
    void awaitAnnouncement(Duration limit) {
        boolean interrupted = Thread.interrupted();
        try {
            spawned.awaitExit(limit);
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    Custody custody() {
        return custody;
    }

    /** Whoever only waits is told the end too, from now on. */
    void announceExit() {
        if (isRunning() && exitIsAnnounced.compareAndSet(false, true)) {
            spawned.announceExit();
        }
    }

    void atEnd(Runnable action) {
        state.atEnd(action);
    }

    /** {@return whether the end is known already; unlike {@link #isRunning()}, this looks nowhere} */
    boolean hasEnded() {
        return state.status().isPresent();
    }

    long endNanos() {
        return state.endNanos();
    }

    ProcessTree tree() {
        return tree;
    }

    Duration silence() {
        Duration output = state.output().log().silence();
        Duration errors = state.errors().log().silence();
        return output.compareTo(errors) < 0 ? output : errors;
    }

    /** {@return the state of this process and its last output} */
    public Diagnosis diagnosis() {
        return diagnose("Process %s");
    }

    /**
     * {@return the state of this process and its last output, under a headline}
     *
     * @param headline what happened; {@code %s} stands for the name of the process
     */
    public Diagnosis diagnose(String headline) {
        return facts.diagnose(headline);
    }

    /** {@return the name, the pid and the state} */
    @Override
    public String toString() {
        return "[" + name() + "] " + facts.state();
    }
}
