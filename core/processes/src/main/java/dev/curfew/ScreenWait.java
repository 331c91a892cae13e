package dev.curfew;

import dev.curfew.recording.RecordedLog;
import dev.curfew.search.Waiting;
import dev.curfew.terminal.Screen;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** Waits until the screen of a process satisfies a condition. Woken by new output and by the end of the process. */
final class ScreenWait {

    private final BackgroundProcess process;
    private final Predicate<Screen> condition;
    private boolean fulfilled;

    ScreenWait(BackgroundProcess process, Predicate<Screen> condition) {
        this.process = process;
        this.condition = Objects.requireNonNull(condition, "condition");
    }

    /** {@return whether the condition held in time and before the end} */
    boolean await(Optional<Duration> timeout) {
        boolean over = Waiting.until(
                () -> "screen of " + process.name(),
                timeout,
                this::look,
                () -> process.diagnose("Interrupted while waiting for the screen of process %s"));
        return over && fulfilled;
    }

    private boolean look(Duration limit) throws InterruptedException {
        RecordedLog output = RecordedLog.of(process.output());
        long seen = output.version();
        if (isOver()) {
            return true;
        }
        output.awaitChange(seen, limit);
        return isOver();
    }

    private boolean isOver() {
        // Query the state before the screen, so that the screen includes all output printed before the end.
        boolean ended = !process.isRunning();
        fulfilled = condition.test(process.screen());
        return fulfilled || ended;
    }
}
