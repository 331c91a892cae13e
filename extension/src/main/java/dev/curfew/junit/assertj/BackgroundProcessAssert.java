package dev.curfew.junit.assertj;

import dev.curfew.BackgroundProcess;
import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.WaitTimeoutException;
import dev.curfew.expect.Expectation;
import dev.curfew.output.OutputLog;
import dev.curfew.process.ExitStatus;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on a process that runs, or has run, in the background.
 *
 * <p>What it <em>does</em> is waited for: {@link #prints(String)}, {@link #neverPrints(String)}, {@link #exits()}. What
 * it <em>is</em> and <em>has</em> is looked at now: {@link #isRunning()}, {@link #hasExited()}, {@link #output()}. Waits
 * take as long as {@link #within(Duration)} says, or else the registry of the process, or else Awaitility (10 seconds).
 *
 * <p>Assertions about what it prints look at everything that its log still holds, from the first byte on, and consume
 * nothing. So they hold in any order and as often as they are repeated, and {@link BackgroundProcess#expect(String)}
 * goes on where it would have without them. Use {@code expect} where the order matters, or where the same text comes
 * more than once; and mind that a terminal shows what is typed into it, which then counts as printed.
 *
 * <p>Output is searched without its escape sequences. A thread that is interrupted while it waits gets an
 * {@link dev.curfew.diagnosis.InterruptedWaitException}: that is the end of the test, not a failed assertion.
 *
 * <p>For use by one thread.
 *
 * @since 0.1
 */
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
     * Set how long the assertions that follow wait at most.
     *
     * @param duration the time, longer than zero
     * @return these assertions
     */
    public BackgroundProcessAssert within(Duration duration) {
        timeout = Objects.requireNonNull(duration, "duration");
        return this;
    }

    /**
     * Verify that the process has not ended yet; does not wait.
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
     * Verify that the process has ended, in whatever way; does not wait, as {@link #exits()} does.
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
     * Verify that the process ends, and go on to how: {@code exits().withCode(0)}.
     *
     * @return assertions on how it ended
     */
    public final ExitStatusAssert exits() {
        return exits(timeout);
    }

    /**
     * Verify that the process ends in time, and go on to how.
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

    /** Softly, the failure counts once: how a process ended that did not end is not asked. */
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
     * Verify that the process prints a text, or has printed it; waits for it.
     *
     * @param text the text, which need not be a whole line; not empty
     * @return these assertions
     */
    public BackgroundProcessAssert prints(String text) {
        return require(search(Expectation.text(text)).appears());
    }

    /**
     * Verify that the process prints something that a regular expression matches, or has done so; waits for it.
     *
     * @param pattern the expression, found anywhere in the output
     * @return these assertions
     */
    public BackgroundProcessAssert prints(Pattern pattern) {
        return require(search(Expectation.pattern(pattern)).appears());
    }

    /**
     * Verify that a person sees a text on the terminal of the process; waits until it is there. It counts only if it is
     * there then: what was overwritten or has scrolled out was printed, but is not shown.
     *
     * @param text the text, with line feeds where it goes on in the next line; not empty
     * @return these assertions
     * @throws IllegalStateException if the process runs on pipes
     * @see BackgroundProcess#screen()
     */
    public BackgroundProcessAssert showsOnScreen(String text) {
        isNotNull();
        return require(new ScreenSearch(actual, text).appears(Optional.ofNullable(timeout)));
    }

    /**
     * Verify that the process prints a text to standard error, or has done so; waits for it.
     *
     * @param text the text, which need not be a whole line; not empty
     * @return these assertions
     * @throws IllegalStateException if the command does not keep standard error apart
     */
    public BackgroundProcessAssert printsInErrors(String text) {
        return require(search(Expectation.text(text).inErrors()).appears());
    }

    /**
     * Verify that the process prints something to standard error that a regular expression matches, or has done so;
     * waits for it.
     *
     * @param pattern the expression, found anywhere in standard error
     * @return these assertions
     * @throws IllegalStateException if the command does not keep standard error apart
     */
    public BackgroundProcessAssert printsInErrors(Pattern pattern) {
        return require(search(Expectation.pattern(pattern).inErrors()).appears());
    }

    /**
     * Verify that the process ends, or closes its output, without ever having printed a text. Waits for the end; fails
     * at once when the text appears, and if the log has dropped output unseen.
     *
     * @param text the text; not empty
     * @return these assertions
     * @see #doesNotPrint(String, Duration)
     */
    public BackgroundProcessAssert neverPrints(String text) {
        return require(search(Expectation.text(text)).neverAppears());
    }

    /**
     * Verify that the process ends, or closes its output, without ever having printed anything that a regular expression
     * matches. Waits for the end; fails at once when there is a match, and if the log has dropped output unseen.
     *
     * @param pattern the expression
     * @return these assertions
     * @see #doesNotPrint(Pattern, Duration)
     */
    public BackgroundProcessAssert neverPrints(Pattern pattern) {
        return require(search(Expectation.pattern(pattern)).neverAppears());
    }

    /**
     * Verify what {@link #neverPrints(String)} does for standard error.
     *
     * @param text the text; not empty
     * @return these assertions
     * @throws IllegalStateException if the command does not keep standard error apart
     */
    public BackgroundProcessAssert neverPrintsInErrors(String text) {
        return require(search(Expectation.text(text).inErrors()).neverAppears());
    }

    /**
     * Verify what {@link #neverPrints(Pattern)} does for standard error.
     *
     * @param pattern the expression
     * @return these assertions
     * @throws IllegalStateException if the command does not keep standard error apart
     */
    public BackgroundProcessAssert neverPrintsInErrors(Pattern pattern) {
        return require(search(Expectation.pattern(pattern).inErrors()).neverAppears());
    }

    /**
     * Verify that the process has not printed a text and does not print it for some time. Waits that long, or until the
     * process ends; fails at once when the text appears, and if the log has dropped output unseen.
     *
     * @param text the text; not empty
     * @param duration how long to watch, longer than zero
     * @return these assertions
     */
    public BackgroundProcessAssert doesNotPrint(String text, Duration duration) {
        return doesNotPrint(Expectation.text(text), duration);
    }

    /**
     * Verify that the process has not printed and does not print for some time what a regular expression matches. Waits
     * that long, or until the process ends; fails at once when there is a match, and if the log has dropped output unseen.
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
        return require(new OutputSearch(actual, expectation.within(duration)).doesNotAppearInTime());
    }

    private OutputSearch search(Expectation expectation) {
        isNotNull();
        return new OutputSearch(actual, timeout == null ? expectation : expectation.within(timeout));
    }

    /**
     * Go on to what the process has printed so far; does not wait, as {@link #prints(String)} does.
     *
     * @return assertions on the output
     */
    public final OutputLogAssert output() {
        requireActual();
        return log(actual.output(), "output");
    }

    /**
     * Go on to what the process has printed to standard error so far; does not wait.
     *
     * @return assertions on standard error
     * @throws IllegalStateException if the command does not keep standard error apart
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
