package dev.curfew.benchmarks.start;

import dev.curfew.benchmarks.harness.Launcher;
import dev.curfew.benchmarks.harness.Terminals;

/** A bare {@link Process}, of the JDK or of pty4j. */
record ProcessFirstByte(Launcher launcher) implements FirstByte {

    @Override
    public AutoCloseable await() throws Exception {
        Process process = launcher.start(COMMAND);
        int first = process.getInputStream().read();
        if (first != 'h') {
            throw new IllegalStateException("First byte must be h: " + first);
        }
        return () -> {
            process.waitFor();
            Terminals.close(process);
        };
    }
}
