package dev.curfew.junit.assertj;

import dev.curfew.BackgroundProcess;
import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.UnexpectedScreenException;
import dev.curfew.junit.assertj.DiagnosedAssert.Failure;
import dev.curfew.process.ExitStatus;
import java.time.Duration;
import java.util.Optional;

/** Searches the screen of a process on a terminal, and explains why an assertion does not hold. */
final class ScreenSearch {

    private final BackgroundProcess process;
    private final String text;
    private final long begin = System.nanoTime();

    ScreenSearch(BackgroundProcess process, String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("text must not be empty: \"\"");
        }
        this.process = process;
        this.text = text;
    }

    Optional<Failure> appears(Optional<Duration> timeout) {
        try {
            if (timeout.isPresent()) {
                process.awaitScreen(screen -> screen.contains(text), timeout.get());
            } else {
                process.awaitScreen(screen -> screen.contains(text));
            }
            return Optional.empty();
        } catch (UnexpectedScreenException e) {
            return Optional.of(new Failure(diagnosis(), null));
        }
    }

    private Diagnosis diagnosis() {
        Optional<ExitStatus> end = process.exitStatus();
        Diagnosis expected = Diagnosis.of("Expected process [" + process.name() + "] to show \""
                + text.replace("\n", "\\n") + "\" on its screen, but it "
                + end.map(ExitStatus::describe).orElse("did not"));
        if (end.isEmpty()) {
            expected = expected.with("waited", Duration.ofNanos(System.nanoTime() - begin));
        }
        Diagnosis facts = expected.withFactsOf(process.diagnosis());
        // The facts do not include the screen if the program only prints line after line.
        return facts.value("screen").isPresent()
                ? facts
                : facts.with("screen", process.screen().framed());
    }
}
