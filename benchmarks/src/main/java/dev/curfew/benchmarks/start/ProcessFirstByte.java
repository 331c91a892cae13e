package dev.curfew.benchmarks.start;

import dev.curfew.benchmarks.harness.Launcher;
import dev.curfew.benchmarks.harness.Terminals;
import java.io.IOException;

/** A bare {@link Process}, of the JDK or of pty4j. */
final class ProcessFirstByte implements FirstByte {

    private final Process process;

    ProcessFirstByte(Launcher launcher) throws IOException {
        process = launcher.start(COMMAND);
        int first = process.getInputStream().read();
        if (first != 'h') {
            throw new IllegalStateException("First byte must be h: " + first);
        }
    }

    @Override
    public void awaitEnd() throws IOException, InterruptedException {
        process.waitFor();
        Terminals.close(process);
    }
}
