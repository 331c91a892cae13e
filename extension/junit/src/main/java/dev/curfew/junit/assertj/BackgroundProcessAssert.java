package dev.curfew.junit.assertj;

import dev.curfew.BackgroundProcess;
import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.UnexpectedScreenException;
import dev.curfew.diagnosis.WaitTimeoutException;
import dev.curfew.expect.Expectation;
import dev.curfew.output.OutputLog;
import dev.curfew.process.ExitStatus;
import dev.curfew.terminal.Locator;
import dev.curfew.terminal.Screen;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on a background process that is running or has ended.
 *
 * <p>Assertions on what the process <em>does</em> wait: {@link #prints(String)}, {@link #neverPrints(String)},
 * {@link #exits()}. Assertions on what it <em>is</em> or <em>has</em> check the current state: {@link #isRunning()},
 * {@link #hasExited()}, {@link #output()}. The timeout of waits is set by {@link #within(Duration)}; the default is
 * that of the process's registry, or else that of Awaitility (10 seconds).
 *
 * <p>Assertions on output search everything that the log still holds, from the first byte, and consume nothing. They
 * can be used in any order and repeatedly, and do not change the position of {@link BackgroundProcess#expect(String)}.
 * Use {@code expect} if the order matters, or if the same text is printed more than once. Note that a terminal echoes
 * its input, which then counts as printed.
 *
 * <p>Output is searched without its escape sequences. A thread that is interrupted while it waits gets a
 * {@link dev.curfew.diagnosis.InterruptedWaitException}: this ends the test and is not a failed assertion.
 *
 * <p>Not thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public class BackgroundProcessAssert extends DiagnosedAssert<BackgroundProcessAssert, BackgroundProcess> {

    private @Nullable Duration timeout;

    /**
     * Create assertions.
     *
     * @param actual the process
     */
    public BackgroundProcessAssert(BackgroundProcess actual) {
        super(actual, BackgroundProcessAssert.class);
    }

    /**
     * Set the timeout of the assertions that follow.
     *
     * @param duration the time, longer than zero
     * @return these assertions
     */
    public BackgroundProcessAssert within(Duration duration) {
        timeout = Objects.requireNonNull(duration, "duration");
        return this;
    }

    /**
     * Verify that the process is running; does not wait.
     *
     * @return these assertions
     */
    public BackgroundProcessAssert isRunning() {
        isNotNull();
        if (!actual.isRunning()) {
            String end = actual.exitStatus().map(ExitStatus::describe).orElseThrow();
            throw failure(about(actual, expected("to be running") + ", but it " + end));
        }
        return this;
    }

    /**
     * Verify that the process has ended, in any way; unlike {@link #exits()}, does not wait.
     *
     * @return these assertions
     */
    public BackgroundProcessAssert hasExited() {
        isNotNull();
        if (actual.isRunning()) {
            throw failure(about(actual, expected("to have exited") + ", but it is running")
                    .with("next", "hasExited() does not wait; use exits() to wait for the end"));
        }
        return this;
    }

    /**
     * Verify the process id.
     *
     * @param expected the process id
     * @return these assertions
     */
    public BackgroundProcessAssert hasPid(long expected) {
        isNotNull();
        if (actual.pid() != expected) {
            String message = expected("to have pid " + expected) + ", but it has pid " + actual.pid();
            throw difference(actual.pid(), expected, about(actual, message));
        }
        return this;
    }

    /**
     * Verify that the process ends, and continue with how it ended: {@code exits().withCode(0)}. Waits for the end.
     *
     * @return assertions on how it ended
     */
    public final ExitStatusAssert exits() {
        return exits(timeout);
    }

    /**
     * Verify that the process ends in time, and continue with how it ended.
     *
     * @param duration how long to wait at most, longer than zero
     * @return assertions on how it ended
     */
    public final ExitStatusAssert exitsWithin(Duration duration) {
        return exits(Objects.requireNonNull(duration, "duration"));
    }

    private ExitStatusAssert exits(@Nullable Duration limit) {
        requireActual();
        long begin = System.nanoTime();
        try {
            ExitStatus status = limit == null ? actual.waitFor() : actual.waitFor(limit);
            ExitStatusAssert next = to(ExitStatusAssert.class, ExitStatus.class, status, ExitStatusAssert::new);
            next.process = actual;
            return next;
        } catch (WaitTimeoutException e) {
            Diagnosis diagnosis = Diagnosis.of(expected("to exit") + ", but it is still running")
                    .with("waited", Duration.ofNanos(System.nanoTime() - begin))
                    .withFactsOf(e.diagnosis())
                    .with("next", "if it waits for input, submit some or call closeInput(); if not, allow more time");
            return stillRunning(failure(new Failure(diagnosis, e)));
        }
    }

    /** For soft assertions, report one failure, and skip all assertions on the missing exit status. */
    private ExitStatusAssert stillRunning(AssertionError error) {
        if (softly == null) {
            throw error;
        }
        softly.collectAssertionError(error);
        ExitStatus unknown = new ExitStatus.Lost("it was still running when the wait for its end was over");
        ExitStatusAssert next = to(ExitStatusAssert.class, ExitStatus.class, unknown, ExitStatusAssert::new);
        next.isUnknown = true;
        return next;
    }

    /**
     * Verify that the process prints a text or has already printed it; waits for the text.
     *
     * @param text the text, which need not be a whole line; not empty
     * @return these assertions
     */
    public BackgroundProcessAssert prints(String text) {
        return require(search(Expectation.text(text)).appears());
    }

    /**
     * Verify that the process prints a match of a regular expression or has already printed one; waits for the match.
     *
     * @param pattern the expression, which may match anywhere in the output
     * @return these assertions
     */
    public BackgroundProcessAssert prints(Pattern pattern) {
        return require(search(Expectation.pattern(pattern)).appears());
    }

    /**
     * Verify that a text is visible on the terminal of the process; waits for the text. Only the current screen counts:
     * text that was overwritten or has scrolled out was printed, but is not shown.
     *
     * @param text the text, with a line feed wherever it continues on the next line; not empty
     * @return these assertions
     * @throws IllegalStateException if the process runs on pipes
     * @see BackgroundProcess#screen()
     */
    public BackgroundProcessAssert showsOnScreen(String text) {
        isNotNull();
        return require(new ScreenSearch(actual, text).appears(Optional.ofNullable(timeout)));
    }

    /**
     * Verify that the terminal of the process shows exactly one match of a locator; waits for it.
     *
     * @param locator what to find
     * @return these assertions
     * @throws IllegalStateException if the process runs on pipes
     * @see BackgroundProcess#locate(Locator)
     */
    public BackgroundProcessAssert showsOnScreen(Locator locator) {
        isNotNull();
        try {
            if (timeout == null) {
                actual.locate(locator);
            } else {
                actual.locate(locator, timeout);
            }
            return this;
        } catch (UnexpectedScreenException e) {
            throw failure(new Failure(e.diagnosis(), e));
        }
    }

    /**
     * Verify that the process prints a text to standard error or has already printed it; waits for the text.
     *
     * @param text the text, which need not be a whole line; not empty
     * @return these assertions
     * @throws IllegalStateException if the command does not keep standard error separate
     */
    public BackgroundProcessAssert printsInErrors(String text) {
        return require(search(Expectation.text(text).fromErrors()).appears());
    }

    /**
     * Verify that the process prints a match of a regular expression to standard error or has already printed one;
     * waits for the match.
     *
     * @param pattern the expression, which may match anywhere in standard error
     * @return these assertions
     * @throws IllegalStateException if the command does not keep standard error separate
     */
    public BackgroundProcessAssert printsInErrors(Pattern pattern) {
        return require(search(Expectation.pattern(pattern).fromErrors()).appears());
    }

    /**
     * Verify that the process ends or closes its output without printing a text. Waits for the end; fails immediately
     * if the text appears, and fails if the log has dropped output before it could be searched.
     *
     * @param text the text; not empty
     * @return these assertions
     * @see #doesNotPrint(String, Duration)
     */
    public BackgroundProcessAssert neverPrints(String text) {
        return require(search(Expectation.text(text)).neverAppears());
    }

    /**
     * Verify that the process ends or closes its output without printing a match of a regular expression. Waits for the
     * end; fails immediately if there is a match, and fails if the log has dropped output before it could be searched.
     *
     * @param pattern the expression
     * @return these assertions
     * @see #doesNotPrint(Pattern, Duration)
     */
    public BackgroundProcessAssert neverPrints(Pattern pattern) {
        return require(search(Expectation.pattern(pattern)).neverAppears());
    }

    /**
     * The equivalent of {@link #neverPrints(String)} for standard error.
     *
     * @param text the text; not empty
     * @return these assertions
     * @throws IllegalStateException if the command does not keep standard error separate
     */
    public BackgroundProcessAssert neverPrintsInErrors(String text) {
        return require(search(Expectation.text(text).fromErrors()).neverAppears());
    }

    /**
     * The equivalent of {@link #neverPrints(Pattern)} for standard error.
     *
     * @param pattern the expression
     * @return these assertions
     * @throws IllegalStateException if the command does not keep standard error separate
     */
    public BackgroundProcessAssert neverPrintsInErrors(Pattern pattern) {
        return require(search(Expectation.pattern(pattern).fromErrors()).neverAppears());
    }

    /**
     * Verify that the process has not printed a text and does not print it for some time. Waits for that time or until
     * the process ends; fails immediately if the text appears, and fails if the log has dropped output before it could
     * be searched.
     *
     * @param text the text; not empty
     * @param duration how long to watch, longer than zero
     * @return these assertions
     */
    public BackgroundProcessAssert doesNotPrint(String text, Duration duration) {
        return doesNotPrint(Expectation.text(text), duration);
    }

    /**
     * Verify that the process has not printed a match of a regular expression and does not print one for some time.
     * Waits for that time or until the process ends; fails immediately if there is a match, and fails if the log has
     * dropped output before it could be searched.
     *
     * @param pattern the expression
     * @param duration how long to watch, longer than zero
     * @return these assertions
     */
    public BackgroundProcessAssert doesNotPrint(Pattern pattern, Duration duration) {
        return doesNotPrint(Expectation.pattern(pattern), duration);
    }

    private BackgroundProcessAssert doesNotPrint(Expectation expectation, Duration duration) {
        isNotNull();
        return require(new OutputSearch(actual, expectation.withTimeout(duration)).doesNotAppearInTime());
    }

    private OutputSearch search(Expectation expectation) {
        isNotNull();
        return new OutputSearch(actual, timeout == null ? expectation : expectation.withTimeout(timeout));
    }

    /**
     * Continue with the output so far; unlike {@link #prints(String)}, does not wait.
     *
     * @return assertions on the output
     */
    public final OutputLogAssert output() {
        requireActual();
        return log(actual.output(), "output");
    }

    /**
     * Continue with the screen of the terminal, for snapshots: {@code screen().matchesSnapshot("main-menu")}. These wait
     * until the screen matches.
     *
     * @return assertions on the screen
     * @throws IllegalStateException if the process runs on pipes
     */
    public final ScreenAssert screen() {
        requireActual();
        ScreenAssert next = to(ScreenAssert.class, Screen.class, actual.screen(), ScreenAssert::new);
        next.process = actual;
        next.timeout = timeout;
        return next;
    }

    /**
     * Continue with the output to standard error so far; does not wait.
     *
     * @return assertions on standard error
     * @throws IllegalStateException if the command does not keep standard error separate
     */
    public final OutputLogAssert errors() {
        requireActual();
        return log(actual.errors(), "standard error");
    }

    private OutputLogAssert log(OutputLog log, String stream) {
        OutputLogAssert next = to(OutputLogAssert.class, OutputLog.class, log, OutputLogAssert::new);
        next.process = actual;
        next.stream = stream;
        return next;
    }

    private String expected(String what) {
        return "Expected process [" + actual.name() + "] " + what;
    }
}
