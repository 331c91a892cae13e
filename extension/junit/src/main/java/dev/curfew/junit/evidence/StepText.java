package dev.curfew.junit.evidence;

import dev.curfew.expect.Expectation;
import dev.curfew.internal.Durations;
import dev.curfew.process.Redaction;
import dev.curfew.recording.Step;
import java.time.Duration;

/** Describes what was done with a process, in one line without secrets. */
final class StepText {

    private StepText() {}

    static String of(Step step, ProcessRecording process, Redaction redaction) {
        return redaction.redact(describe(step, process, redaction));
    }

    private static String describe(Step step, ProcessRecording process, Redaction redaction) {
        return switch (step.kind()) {
            case TYPED -> typed(step, process, redaction) + orFailed(step);
            case CLOSED_INPUT -> "Closed the input";
            case RESIZED -> "Resized the terminal to " + step.what() + orFailed(step);
            case EXPECTED -> "Expected " + expected(step) + result(step, "printed");
            case AWAITED_SCREEN -> "Waited for the screen" + result(step, "shown");
            case AWAITED_END -> "Waited for the end" + result(step, "ended");
            case SIGNALED -> "Sent " + step.what();
            case STOPPED -> "Ended: " + step.what();
        };
    }

    private static String typed(Step step, ProcessRecording process, Redaction redaction) {
        Step.Input input = (Step.Input) step.what();
        // Before quoting, which alters secrets.
        Step.Input redacted = new Step.Input(redaction.redact(input.text()), input.omittedBytes());
        String text = TypedText.of(redacted, token -> process.isPublic(step, token));
        return (process.terminalSize().isPresent() ? "Typed " : "Wrote ") + text;
    }

    private static String orFailed(Step step) {
        return step.failed() ? ", which failed" : "";
    }

    private static String expected(Step step) {
        boolean isAboutErrors = step.what() instanceof Expectation expectation && expectation.isAboutErrors();
        return step.what() + (isAboutErrors ? " on standard error" : "");
    }

    private static String result(Step step, String success) {
        String took = Durations.text(Duration.ofNanos(step.end() - step.begin()));
        return step.failed() ? ": failed after " + took : ": " + success + " after " + took;
    }
}
