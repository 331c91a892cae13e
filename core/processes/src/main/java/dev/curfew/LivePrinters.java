package dev.curfew;

import dev.curfew.internal.Text;
import dev.curfew.internal.Threads;
import dev.curfew.internal.Time;
import dev.curfew.output.OutputLog;
import dev.curfew.process.LiveOutput;
import dev.curfew.process.Stdio;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Shows the output of the processes of a registry as it arrives, where that is requested. Thread-safe. */
final class LivePrinters {

    /** How long the end of a scope waits for a slow console. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(1);

    private final Time time;
    private final Map<Thread, BackgroundProcess> printers = new ConcurrentHashMap<>();

    LivePrinters(Time time) {
        this.time = time;
    }

    /**
     * Show the output of a process until its command ends.
     *
     * @param byDefault where it is shown unless the command says otherwise
     */
    void begin(BackgroundProcess process, LiveOutput byDefault) {
        LiveOutput where = process.command().liveOutput().orElse(byDefault);
        if (where == LiveOutput.OFF) {
            return;
        }
        String name = Text.printable(process.name());
        begin(process, process.output(), LiveTarget.of(where, name, time));
        if (process.command().stdio().equals(Stdio.SEPARATE_PIPES)) {
            begin(process, process.errors(), LiveTarget.of(where, name + " errors", time));
        }
    }

    private void begin(BackgroundProcess process, OutputLog log, Consumer<String> target) {
        LivePrinter printer = new LivePrinter(process, log, target, time);
        Thread thread = Threads.create("curfew live output of " + process.name(), () -> {
            try {
                printer.run();
            } finally {
                printers.remove(Thread.currentThread());
            }
        });
        printers.put(thread, process);
        thread.start();
    }

    /** Wait until all output of the processes that have ended is shown, for a moment at most. */
    void finish() {
        long deadline = System.nanoTime() + LONGEST_REST.toNanos();
        try {
            for (Map.Entry<Thread, BackgroundProcess> printer : printers.entrySet()) {
                long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
                if (printer.getValue().hasEnded() && left > 0) {
                    printer.getKey().join(left);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // The output is shown later, or not at all.
        }
    }
}
