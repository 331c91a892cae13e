package dev.curfew.benchmarks.roundtrip;

import static net.sf.expectit.matcher.Matchers.contains;

import dev.curfew.benchmarks.harness.Launcher;
import dev.curfew.benchmarks.harness.Terminals;
import java.io.IOException;
import java.util.List;
import net.sf.expectit.Expect;
import net.sf.expectit.ExpectBuilder;

/** ExpectIt on top of a {@link Process}. */
final class ExpectItConversation implements Conversation {

    private final Process process;
    private final Expect expect;

    ExpectItConversation(Launcher launcher, List<String> command) throws IOException {
        process = launcher.start(command);
        expect = new ExpectBuilder()
                .withInputs(process.getInputStream())
                .withOutput(process.getOutputStream())
                .withExceptionOnFailure()
                .build();
    }

    @Override
    public void await(String token) throws IOException {
        expect.expect(contains(token));
    }

    @Override
    public void exchange(String token) throws IOException {
        expect.sendLine(token);
        await(token);
    }

    @Override
    public void end() throws Exception {
        process.destroyForcibly().waitFor();
        expect.close();
        Terminals.close(process);
    }
}
