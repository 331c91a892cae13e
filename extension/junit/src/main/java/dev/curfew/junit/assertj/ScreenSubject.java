package dev.curfew.junit.assertj;

import dev.curfew.BackgroundProcess;
import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.UnexpectedScreenException;
import dev.curfew.process.Redaction;
import dev.curfew.terminal.Locator;
import dev.curfew.terminal.Screen;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A screen that is compared with a snapshot, and that may still change.
 *
 * @param screen the screen when the assertion began
 * @param process the process with this screen; {@code null} if the screen does not change
 * @param timeout how long to wait for changes; {@code null} for the default of the process
 */
record ScreenSubject(
        Screen screen,
        @Nullable BackgroundProcess process,
        @Nullable Duration timeout) {

    /** How long a screen must stay the same before it becomes a snapshot. */
    private static final Duration QUIET = Duration.ofMillis(300);

    /** {@return the frame of a screen as it is stored: with masks, and without secrets} */
    String frame(Screen some, Locator[] masks) {
        Redaction redaction = process == null ? Redaction.ofThisJvm() : process.redaction();
        return redaction.redact(some.snapshot(masks));
    }

    /** {@return the first screen that satisfies a condition, or else the last one} */
    Screen await(Predicate<Screen> condition) {
        if (process == null) {
            return screen;
        }
        try {
            return timeout == null ? process.awaitScreen(condition) : process.awaitScreen(condition, timeout);
        } catch (UnexpectedScreenException e) {
            return process.screen();
        }
    }

    /**
     * {@return the screen once it is not empty and stays the same}
     *
     * @throws UnexpectedScreenException if it stays empty or keeps changing
     */
    Screen stable() {
        if (process == null) {
            return screen;
        }
        return timeout == null ? process.awaitStableScreen(QUIET) : process.awaitStableScreen(QUIET, timeout);
    }

    String name() {
        return process == null ? "the screen" : "the screen of process [" + process.name() + "]";
    }

    /** {@return the facts about the process, except for its screen} */
    Diagnosis facts() {
        return process == null
                ? Diagnosis.of("")
                : process.diagnosis().withoutFact("screen").withoutFact("last output");
    }
}
