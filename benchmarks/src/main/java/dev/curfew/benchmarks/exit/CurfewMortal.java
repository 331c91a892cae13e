package dev.curfew.benchmarks.exit;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.process.Command;
import java.util.List;

/** Curfew. */
final class CurfewMortal implements Mortal {

    private final ProcessRegistry registry = ProcessRegistry.open();
    private final BackgroundProcess process;

    private CurfewMortal(Command command) {
        process = registry.start(command);
    }

    static Mortal onPipes(List<String> command) {
        return new CurfewMortal(Command.of(command));
    }

    static Mortal inTerminal(List<String> command) {
        return new CurfewMortal(Command.of(command).inTerminal());
    }

    @Override
    public void release() {
        process.submit("");
    }

    @Override
    public void awaitExit() {
        process.waitFor();
    }

    @Override
    public void end() {
        registry.close();
    }
}
