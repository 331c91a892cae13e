package dev.curfew.benchmarks.roundtrip;

import dev.curfew.benchmarks.harness.Launcher;
import dev.curfew.benchmarks.harness.Terminals;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A bare {@link Process}, of the JDK or of pty4j, to which a line is written as it should be: in one piece. */
abstract class ProcessConversation implements Conversation {

    private final Process process;
    private final OutputStream out;

    ProcessConversation(Launcher launcher, List<String> command) throws IOException {
        process = launcher.start(command);
        out = process.getOutputStream();
    }

    final Process process() {
        return process;
    }

    @Override
    public final void exchange(String token) throws Exception {
        out.write((token + "\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        await(token);
    }

    @Override
    public void end() throws Exception {
        process.destroyForcibly().waitFor();
        Terminals.close(process);
    }
}
