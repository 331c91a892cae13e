package dev.curfew.spawn;

import dev.curfew.internal.Time;
import dev.curfew.process.Signal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sends signals through one shell of Linux, because the JVM itself can send only two signals, and none to a process
 * group, and a command for each signal would take several times as long.
 *
 * <p>The shell is started for the first signal, in a session of its own, and exits when its input, which this JVM holds
 * open, is closed. A shell that was ended or stopped is replaced. Thread-safe.
 */
final class SignalShell {

    private static final SignalShell SHARED = new SignalShell();

    /** The limit for an answer, which takes less than a millisecond: a shell that takes longer was stopped. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final String SCRIPT = """
            trap '' HUP INT QUIT TERM PIPE
            while read -r signal targets; do
              kill -"$signal" $targets 2>/dev/null
              echo sent
            done
            """;

    private @Nullable Process shell;

    private SignalShell() {}

    /** {@return the shell of this JVM} */
    static SignalShell shared() {
        return SHARED;
    }

    /** Send a signal to at least one target; see {@link ProcessSignals#send}. */
    void send(Signal signal, Collection<Long> targets) throws IOException {
        String line =
                signal.number() + " " + targets.stream().map(String::valueOf).collect(Collectors.joining(" ")) + "\n";
        synchronized (this) {
            try {
                exchange(line);
            } catch (IOException e) {
                shell = null;
                exchange(line);
            }
        }
    }

    private void exchange(String line) throws IOException {
        Process running = shell;
        if (running == null) {
            running = start();
            shell = running;
        }
        Writer input = running.outputWriter(StandardCharsets.US_ASCII);
        input.write(line);
        input.flush();
        BufferedReader answers = running.inputReader(StandardCharsets.US_ASCII);
        Runnable inTime = Time.ofSystem().after(PATIENCE, running::destroyForcibly);
        try {
            if (answers.readLine() == null) {
                throw new IOException("the shell that sends signals has ended");
            }
        } finally {
            inTime.run();
        }
    }

    private static Process start() throws IOException {
        return new ProcessBuilder(NativeOrder.launching("/bin/sh", "-c", SCRIPT))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
