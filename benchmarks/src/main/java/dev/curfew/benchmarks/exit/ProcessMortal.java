package dev.curfew.benchmarks.exit;

import dev.curfew.benchmarks.harness.Launcher;
import dev.curfew.benchmarks.harness.Terminals;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** A bare {@link Process}, of the JDK or of pty4j. */
final class ProcessMortal implements Mortal {

    private final Process process;

    ProcessMortal(Launcher launcher, List<String> command) throws IOException {
        process = launcher.start(command);
    }

    @Override
    public void release() throws IOException {
        OutputStream out = process.getOutputStream();
        out.write('\n');
        out.flush();
    }

    @Override
    public void awaitExit() throws InterruptedException {
        process.waitFor();
    }

    @Override
    public void end() throws IOException, InterruptedException {
        Terminals.close(process);
    }
}
