package dev.curfew;

import dev.curfew.expect.Waiting;
import dev.curfew.terminal.Screen;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** One wait for something to be seen on a terminal. Output and the end wake it. */
final class ScreenWait {

    private final BackgroundProcess process;
    private final Predicate<Screen> condition;
    private boolean fulfilled;

    ScreenWait(BackgroundProcess process, Predicate<Screen> condition) {
        this.process = process;
        this.condition = Objects.requireNonNull(condition, "condition");
    }

    /** {@return whether it was seen in time, and before the end} */
    boolean await(Optional<Duration> timeout) {
        boolean over = Waiting.until(
                () -> "screen of " + process.name(),
                timeout,
                this::look,
                () -> process.diagnose("Interrupted while waiting for the screen of process %s"));
        return over && fulfilled;
    }

    private boolean look(Duration limit) throws InterruptedException {
        long seen = process.output().version();
        if (isOver()) {
            return true;
        }
        process.output().awaitChange(seen, limit);
        return isOver();
    }

    private boolean isOver() {
        // Asked before the screen is looked at: what was printed before the end is on it.
        boolean ended = !process.isRunning();
        fulfilled = condition.test(process.screen());
        return fulfilled || ended;
    }
}
