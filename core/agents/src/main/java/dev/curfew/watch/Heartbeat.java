package dev.curfew.watch;

import dev.curfew.BackgroundProcess;
import dev.curfew.internal.Text;
import dev.curfew.output.OutputChunk;
import dev.curfew.output.OutputMark;
import java.time.Duration;
import java.util.Optional;

/** A timer that reports at intervals that a process is running: always, or only after new output. Not thread-safe. */
final class Heartbeat {

    private final BackgroundProcess process;
    private final long interval;
    private final boolean onlyWithOutput;
    private final int maxCharacters;
    private OutputMark mark;
    private long next;
    private long number;

    Heartbeat(BackgroundProcess process, Duration interval, boolean onlyWithOutput, int maxCharacters, long now) {
        this.process = process;
        this.interval = interval.toNanos();
        this.onlyWithOutput = onlyWithOutput;
        this.maxCharacters = maxCharacters;
        this.mark = process.output().mark();
        this.next = now + this.interval;
    }

    /** {@return the time of the next report, on the same clock as {@code now}} */
    long next() {
        return next;
    }

    Optional<ProcessEvent> look(long now) {
        if (now - next < 0) {
            return Optional.empty();
        }
        next = now + interval;
        return onlyWithOutput ? heartbeat() : Optional.of(stillRunning());
    }

    private ProcessEvent stillRunning() {
        return new ProcessEvent.StillRunning(
                process, process.uptime(), process.output().last(maxCharacters));
    }

    private Optional<ProcessEvent> heartbeat() {
        OutputChunk chunk = process.output().since(mark);
        mark = chunk.next();
        if (chunk.isEmpty()) {
            return Optional.empty();
        }
        String end = Text.last(chunk.text(), maxCharacters);
        long omitted = (long) chunk.text().length() - end.length();
        return Optional.of(new ProcessEvent.Heartbeat(process, ++number, end, omitted));
    }
}
