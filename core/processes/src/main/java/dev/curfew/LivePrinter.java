package dev.curfew;

import dev.curfew.internal.Time;
import dev.curfew.output.OutputLog;
import dev.curfew.process.ExitStatus;
import dev.curfew.recording.RecordedLog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Shows the lines of one stream of a process until the command ends.
 *
 * <p>It runs in a thread of its own, and reads what the log has, so neither the process nor the thread that reads its
 * output ever waits for the console.
 */
final class LivePrinter implements Runnable {

    /** Only a fallback: a change of the log wakes the thread. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final BackgroundProcess process;
    private final RecordedLog log;
    private final LiveLines lines;
    private final Consumer<String> target;
    private final Time time;

    LivePrinter(BackgroundProcess process, OutputLog log, Consumer<String> target, Time time) {
        this.process = process;
        this.log = RecordedLog.of(log);
        this.lines = new LiveLines(log, process::redaction);
        this.target = target;
        this.time = time;
    }

    @Override
    public void run() {
        process.announceExit();
        Thread thread = Thread.currentThread();
        Runnable registration = log.onChange(() -> LockSupport.unpark(thread));
        try {
            while (!printedToEnd()) {
                time.pause(lines.isIncomplete() ? LiveLines.REST_OF_LINE : LOOK);
            }
        } finally {
            registration.run();
        }
    }

    private boolean printedToEnd() {
        boolean ended = process.hasEnded(); // Before reading, so that all output of the command is read.
        List<String> arrived = ended ? lines.all() : lines.ready();
        arrived.forEach(target);
        if (ended && log == process.output()) {
            target.accept("(" + process.exitStatus().map(ExitStatus::describe).orElse("") + ")");
        }
        return ended;
    }
}
