package dev.curfew;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.UnexpectedScreenException;
import dev.curfew.internal.Durations;
import dev.curfew.recording.RecordedLog;
import dev.curfew.search.Waiting;
import dev.curfew.terminal.Screen;
import java.time.Duration;
import java.util.Optional;

/** Waits until the screen of a process reaches a goal. Woken by new output and by the end of the process. */
final class ScreenWait {

    private final BackgroundProcess process;
    private final ScreenGoal goal;
    private final long begin = System.nanoTime();
    private Screen screen;
    private boolean ended;
    private boolean reached;

    ScreenWait(BackgroundProcess process, ScreenGoal goal) {
        this.process = process;
        this.goal = goal;
        this.screen = process.screen();
    }

    /**
     * {@return the screen with which the goal was reached}
     *
     * @throws UnexpectedScreenException if it was not reached in time and before the end
     */
    Screen await(Optional<Duration> timeout) {
        Waiting.until(
                () -> "screen of " + process.name(),
                timeout,
                this::look,
                () -> process.diagnose("Interrupted while waiting for the screen of process %s"));
        if (!reached) {
            throw new UnexpectedScreenException(diagnosis());
        }
        return screen;
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
        ended = !process.isRunning();
        screen = process.screen();
        reached = goal.isReached(screen, ended);
        return reached || ended;
    }

    /** The screen that was looked at replaces the one that the process shows by now, and contains the last output. */
    private Diagnosis diagnosis() {
        Diagnosis state = process.diagnose(
                ended
                        ? "Process %s ended before the awaited screen appeared"
                        : "Timed out waiting for the screen of process %s after "
                                + Durations.text(Duration.ofNanos(System.nanoTime() - begin)));
        Diagnosis awaited = goal.explain(screen);
        Diagnosis all = Diagnosis.of(state.headline())
                .withFactsOf(awaited.withoutFact("next"))
                .withFactsOf(state.withoutFact("screen").withoutFact("last output"));
        return awaited.value("next").map(next -> all.with("next", next)).orElse(all);
    }
}
