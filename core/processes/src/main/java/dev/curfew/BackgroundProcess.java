package dev.curfew;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.diagnosis.LeftBehindException;
import dev.curfew.diagnosis.WaitTimeoutException;
import dev.curfew.expect.Expectation;
import dev.curfew.expect.Match;
import dev.curfew.internal.Check;
import dev.curfew.internal.Durations;
import dev.curfew.output.OutputLog;
import dev.curfew.output.OutputMark;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.KillPolicy;
import dev.curfew.process.Redaction;
import dev.curfew.process.ResourceUse;
import dev.curfew.process.Signal;
import dev.curfew.process.Stdio;
import dev.curfew.process.TerminalSize;
import dev.curfew.recording.Step;
import dev.curfew.recording.Steps;
import dev.curfew.search.Expector;
import dev.curfew.search.Waiting;
import dev.curfew.spawn.SpawnedProcess;
import dev.curfew.terminal.Key;
import dev.curfew.terminal.Locator;
import dev.curfew.terminal.Screen;
import dev.curfew.terminal.ScreenLine;
import dev.curfew.terminal.ScreenMatch;
import dev.curfew.warden.ProcessTree;
import dev.curfew.warden.TreeKiller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * A command started by a {@link ProcessRegistry}: read its output, write to its input, send it signals, wait for its
 * end, or end it.
 *
 * <p>The process has ended when the command itself has ended, even if another process still holds its output open. Its
 * output remains readable afterwards.
 *
 * <p>Thread-safe. All threads share one search position for expectations, however; to search independently, begin each
 * search at its own mark with {@link Expectation#from(OutputMark)}.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public final class BackgroundProcess {

    static final Duration ANNOUNCEMENT = Duration.ofSeconds(1);

    private final String id;
    private final Command command;
    private final EnteredSandbox sandbox;
    private final Ownership ownership;
    private final ProcessState state;
    private final SpawnedProcess spawned;
    private final ProcessTree tree;
    private final ProcessInput input;
    private final ProcessFacts facts;
    private final AtomicBoolean exitIsAnnounced = new AtomicBoolean();
    private final AtomicReference<OutputMark> position = new AtomicReference<>(OutputMark.START);
    private final AtomicReference<OutputMark> errorPosition = new AtomicReference<>(OutputMark.START);

    BackgroundProcess(
            String id,
            Command command,
            EnteredSandbox sandbox,
            Ownership ownership,
            ProcessState state,
            SpawnedProcess spawned,
            ProcessTree tree) {
        this.id = id;
        this.command = command;
        this.sandbox = sandbox;
        this.ownership = ownership;
        this.state = state;
        this.spawned = spawned;
        this.tree = tree;
        this.facts = new ProcessFacts(command, tree, state);
        this.input = new ProcessInput(command, spawned, facts, this::options);
        if (state.screen().isPresent()) {
            state.screen().get().answerTo(input::post);
        }
    }

    private RegistryOptions options() {
        return owner().registry().options();
    }

    /**
     * {@return the id: {@code proc_} and 12 hexadecimal digits, unique in this JVM and never reused}
     *
     * <p>{@link ProcessRegistry#find(String)} also accepts the first digits.
     */
    public String id() {
        return id;
    }

    /** {@return the owner of this process; by default, the owner with the name of the scope} */
    public OwnedProcesses owner() {
        return ownership.owner();
    }

    /**
     * Transfer this process to another owner, in the same registry or in another one. The transfer is atomic: the
     * process has exactly one owner at any time. If its scope is already ending it, the transfer fails; otherwise that
     * scope no longer ends it. From then on, the options of the other registry apply: its timeout and its kill policy.
     *
     * @param other the other owner
     * @throws IllegalStateException if the process is being ended by its scope or by another call; if it would outlive
     *     the scope in whose sandbox it runs; or if the other registry requires more containment than the process has
     * @throws dev.curfew.diagnosis.TooManyProcessesException if the other registry already runs as many processes as
     *     its bounds allow
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

    /** {@return the command, with the ports that were chosen at its start} */
    public Command command() {
        return command;
    }

    /**
     * {@return the port that was chosen for {@link Command#withFreePort()}}
     *
     * @throws IllegalStateException if the command has no port of that name
     */
    public int port() {
        return port("port");
    }

    /**
     * {@return the port that was chosen for {@link Command#withFreePort(String)}, or given by
     * {@link Command#withPort(String, int)}}
     *
     * @param port the name of the port
     * @throws IllegalStateException if the command has no port of that name
     */
    public int port(String port) {
        Integer chosen = command.ports().get(Objects.requireNonNull(port, "port"));
        if (chosen == null) {
            throw new IllegalStateException("[" + name() + "] has no port named [" + port
                    + "]; start it with Command.withFreePort(\"" + port + "\")");
        }
        return chosen;
    }

    /** {@return the output: standard output, including standard error unless the command keeps it separate} */
    public OutputLog output() {
        return state.output().log();
    }

    /**
     * {@return the output to standard error}
     *
     * @throws IllegalStateException if the command does not keep standard error separate
     */
    public OutputLog errors() {
        if (!command.stdio().equals(Stdio.SEPARATE_PIPES)) {
            throw new IllegalStateException("Standard error of [" + name()
                    + "] is part of its output; use Command.separateErrors() to keep it apart");
        }
        return state.errors().log();
    }

    /** {@return whether the command is still running} */
    public boolean isRunning() {
        return exitStatus().isEmpty();
    }

    /** {@return how the command ended, or empty while it is running} */
    public Optional<ExitStatus> exitStatus() {
        if (state.status().isEmpty()) {
            spawned.checkExit();
        }
        return state.status();
    }

    /**
     * {@return a future that completes exactly once, when the command ends, with the value of {@link #exitStatus()}}
     *
     * <p>Each call returns a new future, so callers cannot complete each other's. Dependent actions run on a separate
     * thread and may block. When the future completes, the log contains all output of the command.
     */
    public CompletableFuture<ExitStatus> onExit() {
        announceExit();
        return state.onExit();
    }

    /** {@return the time of the start, by the clock of this machine} */
    public Instant startedAt() {
        return state.startedAt();
    }

    /** {@return the time of the end, which is that of the start plus the uptime; empty while the command is running} */
    public Optional<Instant> endedAt() {
        return exitStatus().map(status -> startedAt().plus(uptime()));
    }

    /** {@return the time since the start; if the command has ended, the time between start and end} */
    public Duration uptime() {
        return state.uptime();
    }

    /**
     * {@return the resources used by the command and all its descendants; empty while any of them is alive, and if
     * there is no guard, which measures them}
     */
    public Optional<ResourceUse> resourceUse() {
        return Optional.ofNullable(tree.guard()).map(guard -> guard.used().getNow(null));
    }

    /**
     * Wait until the output contains a text, searching from the end of the last match.
     *
     * @param text the text, which need not be a whole line
     * @return the match
     * @throws dev.curfew.expect.ExpectationFailedException if the text does not appear in time or can no longer
     *     appear
     */
    public Match expect(String text) {
        return expect(Expectation.text(text));
    }

    /**
     * Wait until the output contains a text, searching from the end of the last match.
     *
     * @param text the text, which need not be a whole line
     * @param timeout how long to wait, longer than zero
     * @return the match
     * @throws dev.curfew.expect.ExpectationFailedException if the text does not appear in time or can no longer
     *     appear
     */
    public Match expect(String text, Duration timeout) {
        return expect(Expectation.text(text).withTimeout(timeout));
    }

    /**
     * Wait until a regular expression matches somewhere in the output, searching from the end of the last match.
     *
     * @param pattern the expression
     * @param timeout how long to wait, longer than zero
     * @return the match
     * @throws dev.curfew.expect.ExpectationFailedException if there is no match in time or there can no longer be one
     */
    public Match expect(Pattern pattern, Duration timeout) {
        return expect(Expectation.pattern(pattern).withTimeout(timeout));
    }

    /**
     * Wait until a regular expression matches somewhere in the output, searching from the end of the last match.
     *
     * @param pattern the expression
     * @return the match
     * @throws dev.curfew.expect.ExpectationFailedException if there is no match in time or there can no longer be one
     */
    public Match expect(Pattern pattern) {
        return expect(Expectation.pattern(pattern));
    }

    /**
     * Wait until an expectation is met; the next search begins at the end of the match.
     *
     * @param expectation what to wait for, and when to give up
     * @return the match
     * @throws dev.curfew.expect.ExpectationFailedException if the expectation is not met
     * @throws dev.curfew.diagnosis.InterruptedWaitException if the thread is interrupted
     */
    public Match expect(Expectation expectation) {
        Match match = peek(expectation);
        position(expectation).set(match.end());
        return match;
    }

    /**
     * Wait until an expectation is met, as {@link #expect(Expectation)} does, without consuming the match: the search
     * position does not change.
     *
     * @param expectation what to wait for, and when to give up
     * @return the match
     * @throws dev.curfew.expect.ExpectationFailedException if the expectation is not met
     * @throws dev.curfew.diagnosis.InterruptedWaitException if the thread is interrupted
     */
    public Match peek(Expectation expectation) {
        OutputMark from = expectation.from().orElseGet(position(expectation)::get);
        try (Steps.Attempt attempt = steps().attempt(Step.Kind.EXPECTED, expectation)) {
            Match match = Expector.await(new ExpectableProcess(this, options()), expectation, from);
            attempt.succeeded();
            return match;
        }
    }

    /** What is done with this process is recorded for the evidence of failed tests. */
    private Steps steps() {
        return state.output().log().steps();
    }

    private AtomicReference<OutputMark> position(Expectation expectation) {
        return expectation.isAboutErrors() ? errorPosition : position;
    }

    /**
     * Wait until this process is ready, for example until it listens on its port. The wait fails at once when this
     * process ends, or the process that is given by {@link Readiness#whileRunning(BackgroundProcess)}.
     *
     * <p>A condition about ports, files or commands is checked in the sandbox in which this process runs. For a command
     * that starts a daemon and ends, wait with {@link EnteredSandbox#await(Readiness)} instead.
     *
     * @param readiness the condition
     * @return this process
     * @throws dev.curfew.diagnosis.NotReadyException if it is not satisfied in time, or can no longer be
     * @throws dev.curfew.diagnosis.InterruptedWaitException if the thread is interrupted
     */
    public BackgroundProcess await(Readiness readiness) {
        sandbox.await(readiness.withDefaultProcess(this), options());
        return this;
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
     * Write text to the input, in the charset of the command, without a line end.
     *
     * @param text the text
     * @throws IllegalArgumentException if the text contains a lone surrogate, or the charset does not have all its
     *     characters
     * @throws dev.curfew.diagnosis.ProcessInputException if the process has ended, its input was closed, or it does not
     *     read it in time
     */
    public void write(String text) {
        input.write(text);
    }

    /**
     * Write a line to the input, followed by the line end that a user would type: Enter on a terminal, a line feed on a
     * pipe.
     *
     * @param line the line, without its end
     * @throws IllegalArgumentException if the line contains a lone surrogate, or the charset does not have all its
     *     characters
     * @throws dev.curfew.diagnosis.ProcessInputException if the process has ended, its input was closed, it does not
     *     read the line in time, or the line is longer than its terminal accepts: 4095 bytes unless the program reads
     *     single keys
     */
    public void submit(String line) {
        input.submit(line);
    }

    /**
     * Write a secret line to the input, followed by the line end, as {@link #submit(String)} does. On a terminal, first
     * wait until the program has switched the echo off, for at most the default timeout, so that the secret does not get
     * into the output. From then on, {@link #redaction()} removes it from messages and evidence, even if the program
     * prints it.
     *
     * <p>Expect the prompt first: programs discard what was typed before they switched the echo off. Programs that edit
     * lines themselves, such as shells, keep the echo of the terminal off and may print what is typed.
     *
     * @param secret the line, without its end
     * @throws IllegalArgumentException if the secret contains a lone surrogate
     * @throws dev.curfew.diagnosis.ProcessInputException if the program does not switch off the echo in time; nothing
     *     was written then; or in the cases of {@link #submit(String)}
     * @throws dev.curfew.diagnosis.InterruptedWaitException if the thread is interrupted
     */
    public void submitSecret(String secret) {
        input.submitSecret(secret);
    }

    /**
     * {@return the redaction of texts about this process: it removes the secrets of this JVM, those of the command, and
     * those that were submitted so far}
     */
    public Redaction redaction() {
        return facts.redaction();
    }

    /**
     * Press keys, in the given order. Each sends what xterm sends in the modes that the program has switched on in the
     * output that has arrived so far.
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
     * Paste a text, as a terminal does: line ends are sent as Enter and escape characters are left out. If the program
     * has switched on bracketed paste, the text is sent between its brackets, so that the program does not take it for
     * keys.
     *
     * @param text the text
     * @throws IllegalArgumentException if the text contains a lone surrogate
     * @throws IllegalStateException if the process runs on pipes
     * @throws dev.curfew.diagnosis.ProcessInputException if the process has ended, or does not read it in time
     */
    public void paste(String text) {
        input.paste(text);
    }

    /**
     * Click the left button of the mouse. It is reported in the encoding that the program has switched on.
     *
     * @param row the row of the screen, from 0
     * @param column the column of the screen, from 0
     * @throws IllegalArgumentException if there is no such cell
     * @throws IllegalStateException if the process runs on pipes
     * @throws dev.curfew.diagnosis.ProcessInputException if the program has not switched on mouse events, or the
     *     process has ended, or does not read them in time
     */
    public void click(int row, int column) {
        input.click(row, column);
    }

    /**
     * Click the left button of the mouse in the middle of a match.
     *
     * @param match where to click, as returned by {@link #locate(Locator)}
     * @throws IllegalArgumentException if there is no such cell any more, because the terminal has become smaller
     * @throws IllegalStateException if the process runs on pipes
     * @throws dev.curfew.diagnosis.ProcessInputException if the program has not switched on mouse events, or the
     *     process has ended, or does not read them in time
     */
    public void click(ScreenMatch match) {
        click(match.row(), match.column() + match.columns() / 2);
    }

    /**
     * Press the left button of the mouse, move it to another cell, and release it there. The move is reported only if
     * the program has switched on reports of moves.
     *
     * @param fromRow the row where the button is pressed, from 0
     * @param fromColumn the column where the button is pressed, from 0
     * @param toRow the row where the button is released, from 0
     * @param toColumn the column where the button is released, from 0
     * @throws IllegalArgumentException if there is no such cell
     * @throws IllegalStateException if the process runs on pipes
     * @throws dev.curfew.diagnosis.ProcessInputException if the program has not switched on mouse events, or the
     *     process has ended, or does not read them in time
     */
    public void drag(int fromRow, int fromColumn, int toRow, int toColumn) {
        input.drag(fromRow, fromColumn, toRow, toColumn);
    }

    /**
     * Turn the wheel of the mouse.
     *
     * @param row the row of the screen, from 0
     * @param column the column of the screen, from 0
     * @param notches how far: down if positive, up if negative; from -1000 to 1000, not zero
     * @throws IllegalArgumentException if there is no such cell, or the number is zero or too large
     * @throws IllegalStateException if the process runs on pipes
     * @throws dev.curfew.diagnosis.ProcessInputException if the program has not switched on mouse events, or the
     *     process has ended, or does not read them in time
     */
    public void scroll(int row, int column, int notches) {
        input.scroll(row, column, notches);
    }

    /**
     * Give the focus to the window of the terminal. Programs that have not switched on focus events receive nothing.
     *
     * @throws IllegalStateException if the process runs on pipes
     * @throws dev.curfew.diagnosis.ProcessInputException if the process has ended, or does not read the event in time
     */
    public void gainFocus() {
        input.focus(true);
    }

    /**
     * Take the focus from the window of the terminal. Programs that have not switched on focus events receive nothing.
     *
     * @throws IllegalStateException if the process runs on pipes
     * @throws dev.curfew.diagnosis.ProcessInputException if the process has ended, or does not read the event in time
     */
    public void loseFocus() {
        input.focus(false);
    }

    /**
     * Signal end of file on the input. On a pipe this is final; on a terminal it has the effect of ^D, and the program
     * may continue to read.
     *
     * @throws dev.curfew.diagnosis.ProcessInputException if the process does not read earlier input in time
     */
    public void closeInput() {
        input.close();
        steps().done(Step.Kind.CLOSED_INPUT, "");
    }

    /**
     * Resize the terminal; the process receives SIGWINCH.
     *
     * @param size the new size
     * @throws IllegalStateException if the process runs on pipes, or has ended
     */
    public void resize(TerminalSize size) {
        requireTerminal("resize");
        try (Steps.Attempt attempt = steps().attempt(Step.Kind.RESIZED, size)) {
            state.screen().orElseThrow().resize(size, spawned::resize);
            attempt.succeeded();
        } catch (IOException e) {
            throw new IllegalStateException(
                    diagnose("Failed to resize the terminal of process %s to " + size)
                            .render(),
                    e);
        }
    }

    /**
     * {@return the current contents of the terminal's screen}
     *
     * <p>The result is exact regardless of the amount of output and the time of the call, with one exception: output
     * printed during a resize may be laid out for either size. A call takes about as long as decoding the output since
     * the previous call.
     *
     * <p>While a program draws a synchronized update (mode 2026), the result is the screen before it, until the program
     * completes the update, pauses for more than a second, or closes its output.
     *
     * @throws IllegalStateException if the process runs on pipes
     */
    public Screen screen() {
        requireTerminal("show the screen of");
        return state.screen().orElseThrow().screen();
    }

    /**
     * {@return the lines that have scrolled off the top of the terminal's screen, from the oldest}
     *
     * <p>The newest 1000 lines are kept, until the program erases them. A page of a full-screen program has none.
     *
     * @throws IllegalStateException if the process runs on pipes
     */
    public List<ScreenLine> scrollback() {
        requireTerminal("show the scrollback of");
        return state.screen().orElseThrow().scrollback();
    }

    /**
     * Wait until the screen satisfies a condition, for at most the default timeout: that of the registry, or else that
     * of Awaitility.
     *
     * @param condition the condition, tested whenever there is new output
     * @return the screen that satisfies it
     * @throws dev.curfew.diagnosis.UnexpectedScreenException if it does not hold in time and before the process ends;
     *     the message shows the last screen
     * @throws IllegalStateException if the process runs on pipes
     * @throws dev.curfew.diagnosis.InterruptedWaitException if the thread is interrupted
     */
    public Screen awaitScreen(Predicate<Screen> condition) {
        return awaitScreen(new ScreenGoal.Satisfying(condition), options().timeout());
    }

    /**
     * Wait until the screen satisfies a condition.
     *
     * @param condition the condition, tested whenever there is new output
     * @param timeout how long to wait, longer than zero
     * @return the screen that satisfies it
     * @throws dev.curfew.diagnosis.UnexpectedScreenException if it does not hold in time and before the process ends;
     *     the message shows the last screen
     * @throws IllegalStateException if the process runs on pipes
     * @throws dev.curfew.diagnosis.InterruptedWaitException if the thread is interrupted
     */
    public Screen awaitScreen(Predicate<Screen> condition, Duration timeout) {
        return awaitScreen(new ScreenGoal.Satisfying(condition), positive(timeout));
    }

    /**
     * Wait until the screen is not empty and has stayed the same for some time, or the process has ended; for at most
     * the default timeout: that of the registry, or else that of Awaitility.
     *
     * <p>A program that pauses for longer while it draws is taken for one that has finished. If you know what it draws
     * last, wait for that.
     *
     * @param quiet how long nothing must change, longer than zero
     * @return the screen that stayed the same
     * @throws dev.curfew.diagnosis.UnexpectedScreenException if it stays empty or keeps changing
     * @throws IllegalStateException if the process runs on pipes
     * @throws dev.curfew.diagnosis.InterruptedWaitException if the thread is interrupted
     */
    public Screen awaitStableScreen(Duration quiet) {
        return awaitScreen(
                new ScreenGoal.Stable(quiet, System::nanoTime), options().timeout());
    }

    /**
     * Wait until the screen is not empty and has stayed the same for some time, or the process has ended.
     *
     * @param quiet how long nothing must change, longer than zero
     * @param timeout how long to wait, longer than zero
     * @return the screen that stayed the same
     * @throws dev.curfew.diagnosis.UnexpectedScreenException if it stays empty or keeps changing
     * @throws IllegalStateException if the process runs on pipes
     * @throws dev.curfew.diagnosis.InterruptedWaitException if the thread is interrupted
     */
    public Screen awaitStableScreen(Duration quiet, Duration timeout) {
        return awaitScreen(new ScreenGoal.Stable(quiet, System::nanoTime), positive(timeout));
    }

    /**
     * Wait until there is exactly one match of a locator on the screen, for at most the default timeout: that of the
     * registry, or else that of Awaitility.
     *
     * @param locator what to find
     * @return the match
     * @throws dev.curfew.diagnosis.UnexpectedScreenException if there is none or more than one until the timeout or
     *     the end of the process; the message shows the last screen with all matches marked
     * @throws IllegalArgumentException if the search for the regular expression of the locator takes more than a second
     * @throws IllegalStateException if the process runs on pipes
     * @throws dev.curfew.diagnosis.InterruptedWaitException if the thread is interrupted
     * @see Screen#locate(Locator)
     */
    public ScreenMatch locate(Locator locator) {
        return awaitScreen(new ScreenGoal.Showing(locator), options().timeout()).locate(locator);
    }

    /**
     * Wait until there is exactly one match of a locator on the screen.
     *
     * @param locator what to find
     * @param timeout how long to wait, longer than zero
     * @return the match
     * @throws dev.curfew.diagnosis.UnexpectedScreenException if there is none or more than one until the timeout or
     *     the end of the process; the message shows the last screen with all matches marked
     * @throws IllegalArgumentException if the search for the regular expression of the locator takes more than a second
     * @throws IllegalStateException if the process runs on pipes
     * @throws dev.curfew.diagnosis.InterruptedWaitException if the thread is interrupted
     */
    public ScreenMatch locate(Locator locator, Duration timeout) {
        return awaitScreen(new ScreenGoal.Showing(locator), positive(timeout)).locate(locator);
    }

    private static Optional<Duration> positive(Duration timeout) {
        return Optional.of(Check.positive(timeout, "timeout"));
    }

    private Screen awaitScreen(ScreenGoal goal, Optional<Duration> timeout) {
        requireTerminal("wait for the screen of");
        try (Steps.Attempt attempt = steps().attempt(Step.Kind.AWAITED_SCREEN, "")) {
            Screen reached = new ScreenWait(this, goal).await(timeout);
            attempt.succeeded();
            return reached;
        }
    }

    /** {@return the screen if this process has drawn on one; otherwise empty, because the output shows the same} */
    Optional<Screen> drawnScreen() {
        return state.screen().flatMap(LiveScreen::drawn);
    }

    private void requireTerminal(String what) {
        if (!(command.stdio() instanceof Stdio.Terminal)) {
            throw new IllegalStateException(
                    "Failed to " + what + " [" + name() + "]: it runs on pipes; start it with Command.inTerminal()");
        }
    }

    /**
     * Wait until the command ends, for at most the default timeout: that of the registry, or else that of Awaitility.
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
        try (Steps.Attempt attempt = steps().attempt(Step.Kind.AWAITED_END, "")) {
            ExitStatus status = requireEnd(timeout);
            attempt.succeeded();
            return status;
        }
    }

    private ExitStatus requireEnd(Optional<Duration> timeout) {
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
     * Send a signal to the process group of the command: to the command and to those of its descendants that are still
     * in the group. In portable mode, a command on pipes has no group of its own, and alone gets the signal.
     *
     * @param signal the signal
     * @throws IllegalStateException if the command has ended
     * @throws dev.curfew.diagnosis.SandboxGoneException if its sandbox can no longer be reached
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
        steps().done(Step.Kind.SIGNALED, signal);
    }

    /**
     * {@link #stop() Stop} this process if it is running, and start its command again: in the same sandbox, for the
     * same owner, and with the same ports. Calls at the same time start as many processes.
     *
     * @return the new process, with an output and a search position of its own
     * @throws LeftBehindException if a process of the old tree is still alive; nothing is started
     * @throws dev.curfew.diagnosis.SpawnException if the command cannot be started; nothing is left running
     * @throws RegistryClosedException if the registry is closed
     */
    public BackgroundProcess restart() {
        stop();
        OwnedProcesses owner = owner();
        return owner.registry().start(command, sandbox.sandbox(), owner);
    }

    /**
     * End the command and all its descendants: SIGTERM, the grace period of the registry's policy, then SIGKILL. Does
     * nothing if the whole tree has ended. {@link Command#withStopSignal} and {@link Command#withGrace} change the
     * signal and the grace period.
     *
     * @return what was done
     * @throws LeftBehindException if a process is still alive when the time budget of the policy is used up; in
     *     portable mode always, because nothing proves that none is
     */
    public KillReport stop() {
        return end(options().killPolicy(), new ProcessState.Ending.Asked("stop() was called"));
    }

    /**
     * End the command and all its descendants with SIGKILL. Does nothing if the whole tree has ended.
     *
     * @return what was done
     * @throws LeftBehindException if a process is still alive when the time budget of the policy is used up; in
     *     portable mode always, because nothing proves that none is
     */
    public KillReport kill() {
        KillPolicy atOnce = options().killPolicy().withGrace(Duration.ZERO);
        return end(atOnce, new ProcessState.Ending.Asked("kill() was called"));
    }

    private KillReport end(KillPolicy policy, ProcessState.Ending.Asked reason) {
        steps().done(Step.Kind.STOPPED, reason.reason());
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
        TreeKiller.end(List.of(tree), options().killPolicy()); // The report of the scope's end names survivors.
    }

    void isBeingEnded(String reason) {
        state.isBeingEnded(new ProcessState.Ending.Asked(reason));
    }

    /** A process that has died must still be reaped, which takes the JVM a moment. */
    void awaitAnnouncement(Duration limit) {
        spawned.awaitExitUninterruptibly(limit);
    }

    Ownership ownership() {
        return ownership;
    }

    /** From now on, also complete pending waits if the command has ended while its output is still open. */
    void announceExit() {
        if (isRunning() && exitIsAnnounced.compareAndSet(false, true)) {
            spawned.announceExit();
        }
    }

    void atEnd(Runnable action) {
        state.atEnd(action);
    }

    /** {@return whether the end has been recorded; unlike {@link #isRunning()}, this does not query the process} */
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
