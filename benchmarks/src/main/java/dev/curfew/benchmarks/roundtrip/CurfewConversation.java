package dev.curfew.benchmarks.roundtrip;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.RegistryOptions;
import dev.curfew.process.Command;
import dev.curfew.sandbox.Sandbox;
import java.util.List;

/** Curfew. */
final class CurfewConversation implements Conversation {

    private final ProcessRegistry registry;
    private final BackgroundProcess process;

    private CurfewConversation(Sandbox sandbox, Command command) {
        registry = ProcessRegistry.open(RegistryOptions.DEFAULT.withSandbox(sandbox));
        process = registry.start(command);
    }

    static Conversation onPipes(List<String> command) {
        return in(Sandbox.local(), command);
    }

    static Conversation in(Sandbox sandbox, List<String> command) {
        return new CurfewConversation(sandbox, Command.of(command));
    }

    static Conversation inTerminal(List<String> command) {
        return new CurfewConversation(Sandbox.local(), Command.of(command).inTerminal());
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
