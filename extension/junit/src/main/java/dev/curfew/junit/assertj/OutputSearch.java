package dev.curfew.junit.assertj;

import dev.curfew.BackgroundProcess;
import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.expect.Expectation;
import dev.curfew.expect.ExpectationFailedException;
import dev.curfew.expect.ExpectationFailedException.OutputEnded;
import dev.curfew.expect.ExpectationFailedException.TimedOut;
import dev.curfew.expect.Match;
import dev.curfew.junit.assertj.DiagnosedAssert.Failure;
import dev.curfew.output.OutputMark;
import dev.curfew.process.ExitStatus;
import java.time.Duration;
import java.util.Optional;

/**
 * Searches the output of a process from the first byte that its log still holds, without consuming it.
 *
 * <p>Each method returns why an assertion does not hold, or empty if it does.
 */
final class OutputSearch {

    private final BackgroundProcess process;
    private final Expectation expectation;
    private final String sought;
    private final long begin = System.nanoTime();

    OutputSearch(BackgroundProcess process, Expectation expectation) {
        this.process = process;
        this.expectation = expectation.from(OutputMark.START);
        this.sought = expectation + (expectation.isAboutErrors() ? " on standard error" : "");
    }

    Optional<Failure> appears() {
        try {
            process.peek(expectation);
            return Optional.empty();
        } catch (OutputEnded e) {
            String end = process.exitStatus().map(ExitStatus::describe).orElse("closed its output");
            return failure(expected("to print " + sought, "it " + end).withFactsOf(e.diagnosis()), e);
        } catch (ExpectationFailedException e) {
            return failure(
                    expected("to print " + sought, "it did not")
                            .with("waited", waited())
                            .withFactsOf(e.diagnosis()),
                    e);
        }
    }

    Optional<Failure> neverAppears() {
        String rule = "never to print " + sought;
        try {
            return printed(rule, process.peek(expectation));
        } catch (OutputEnded e) {
            return unlessMissed(rule, e);
        } catch (TimedOut e) {
            return failure(
                    expected("to end without printing " + sought, "it is still running")
                            .with("waited", waited())
                            .withFactsOf(process.diagnosis())
                            .with("next", "use doesNotPrint(..., duration) for a process that runs on"),
                    e);
        }
    }

    Optional<Failure> doesNotAppearInTime() {
        String rule = "not to print " + sought;
        try {
            return printed(rule, process.peek(expectation));
        } catch (OutputEnded | TimedOut e) {
            return unlessMissed(rule, e);
        }
    }

    private Optional<Failure> printed(String rule, Match match) {
        String before = match.before();
        String line = before.substring(before.lastIndexOf('\n') + 1) + match.text();
        Diagnosis diagnosis = expected(rule, "it did")
                .with("printed", line + " (up to offset " + match.end().offset() + ")")
                .withFactsOf(process.diagnosis());
        return Optional.of(new Failure(diagnosis, null));
    }

    /** If the log has dropped output before it was searched, the result is not certain, which counts as a failure. */
    private Optional<Failure> unlessMissed(String rule, ExpectationFailedException e) {
        if (e.missedBytes() == 0) {
            return Optional.empty();
        }
        return failure(
                expected(
                                rule,
                                "it is unknown whether it did: its log had dropped the first "
                                        + (e.missedBytes() == 1 ? "byte" : e.missedBytes() + " bytes"))
                        .withFactsOf(process.diagnosis())
                        .with(
                                "next",
                                "keep more with Command.withKeptOutput(...), or assert before so much is printed"),
                e);
    }

    private Diagnosis expected(String rule, String but) {
        return Diagnosis.of("Expected process [" + process.name() + "] " + rule + ", but " + but);
    }

    private static Optional<Failure> failure(Diagnosis diagnosis, Throwable cause) {
        return Optional.of(new Failure(diagnosis, cause));
    }

    private Duration waited() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
