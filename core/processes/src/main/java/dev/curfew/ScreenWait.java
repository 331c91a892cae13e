package dev.curfew;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.Fact;
import dev.curfew.diagnosis.UnexpectedScreenException;
import dev.curfew.internal.Durations;
import dev.curfew.recording.RecordedLog;
import dev.curfew.search.Waiting;
import dev.curfew.terminal.Screen;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Waits until the screen of a process is as it should be. Woken by new output and by the end of the process. */
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

    /** The screen that was looked at comes first, in place of the one that the process shows by now. */
    private Diagnosis diagnosis() {
        Diagnosis state = process.diagnose(
                ended
                        ? "Process %s ended before its screen was as awaited"
                        : "Timed out waiting for the screen of process %s after "
                                + Durations.text(Duration.ofNanos(System.nanoTime() - begin)));
        Diagnosis awaited = goal.explain(screen);
        return Diagnosis.of(state.headline())
                .withFactsOf(facts(awaited, key -> !key.equals("next")))
                .withFactsOf(facts(state, key -> !key.equals("screen")))
                .withFactsOf(facts(awaited, key -> key.equals("next")));
    }

    private static Diagnosis facts(Diagnosis all, Predicate<String> keys) {
        List<Fact> some =
                all.facts().stream().filter(fact -> keys.test(fact.key())).toList();
        return new Diagnosis(all.headline(), some, all.redaction());
    }
}
