package dev.curfew.benchmarks.start;

import static net.sf.expectit.matcher.Matchers.contains;

import dev.curfew.benchmarks.harness.Launcher;
import dev.curfew.benchmarks.harness.Terminals;
import java.io.IOException;
import net.sf.expectit.Expect;
import net.sf.expectit.ExpectBuilder;

/** ExpectIt on top of pty4j. */
final class ExpectItFirstByte implements FirstByte {

    private final Process process;
    private final Expect expect;

    ExpectItFirstByte() throws IOException {
        process = Launcher.TERMINAL.start(COMMAND);
        expect = new ExpectBuilder()
                .withInputs(process.getInputStream())
                .withOutput(process.getOutputStream())
                .withExceptionOnFailure()
                .build();
        expect.expect(contains("h"));
    }

    @Override
    public void awaitEnd() throws IOException, InterruptedException {
        process.waitFor();
        expect.close();
        Terminals.close(process);
    }
}
