package dev.curfew.benchmarks.roundtrip;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.process.Command;
import java.util.List;

/** Curfew. */
final class CurfewConversation implements Conversation {

    private final ProcessRegistry registry = ProcessRegistry.open();
    private final BackgroundProcess process;

    private CurfewConversation(Command command) {
        process = registry.start(command);
    }

    static Conversation onPipes(List<String> command) {
        return new CurfewConversation(Command.of(command));
    }

    static Conversation inTerminal(List<String> command) {
        return new CurfewConversation(Command.of(command).inTerminal());
    }

    @Override
    public void await(String token) {
        process.expect(token);
    }

    @Override
    public void exchange(String token) {
        process.submit(token);
        process.expect(token);
    }

    @Override
    public void end() {
        process.kill();
        registry.close();
    }
}
