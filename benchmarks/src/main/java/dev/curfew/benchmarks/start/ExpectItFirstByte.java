package dev.curfew.benchmarks.start;

import static net.sf.expectit.matcher.Matchers.contains;

import dev.curfew.benchmarks.harness.Launcher;
import dev.curfew.benchmarks.harness.Terminals;
import net.sf.expectit.Expect;
import net.sf.expectit.ExpectBuilder;

/** ExpectIt on top of pty4j. */
final class ExpectItFirstByte implements FirstByte {

    @Override
    public AutoCloseable await() throws Exception {
        Process process = Launcher.TERMINAL.start(COMMAND);
        Expect expect = new ExpectBuilder()
                .withInputs(process.getInputStream())
                .withOutput(process.getOutputStream())
                .withExceptionOnFailure()
                .build();
        expect.expect(contains("h"));
        return () -> {
            process.waitFor();
            expect.close();
            Terminals.close(process);
        };
    }
}
